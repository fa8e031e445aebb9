# syntax=docker/dockerfile:1
# Debian, not Alpine: Temporal's core and PostgreSQL's binaries are built for glibc only.
# By tag: the digest could not be read where this was written. Pin it at the first build you have tested.
FROM node:24-bookworm-slim

# Roots for TLS to a database or a Temporal cluster of your own; Node brings its roots, Temporal's core does not.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/*

ENV NODE_ENV=production
WORKDIR /app

# Packages first: they change seldom, and this layer is by far the largest. No install script runs (.npmrc).
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force

COPY . .

# Owned by root, run by node: the program can't change itself.
USER node

# What `npm run api` runs, without npm between: npm dies of SIGTERM and leaves its child behind, and a worker that is
# killed in the middle of a message can't say whether it was sent.
CMD ["node", "--import", "tsx", "api/server.ts"]
