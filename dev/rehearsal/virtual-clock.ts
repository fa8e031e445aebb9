import { type Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';
import { isoInstant, type Instant, MINUTE_MS } from '../../domain/time.ts';
import type { Birth } from './skipping-connection.ts';

const NOT_FOUND = 5;
const COMPLETED = 2;
const FAILED = 3;
const RUNNING = 1;
/** Virtual time runs on at real speed between fast-forwards; beyond this a workflow has lost its way. */
const TOLERANCE_MS = 5 * MINUTE_MS;
/** A fast-forward that is over before the server has seen it is passed by: it skips to the next timer instead. */
const LEAST_MS = MINUTE_MS;
const POLLS = 100;

interface Course {
  /** The fast-forward under way. */
  id: string;
  target: Instant;
  count: number;
  reached: boolean;
  ended: boolean;
}

/**
 * The virtual time of every workflow of a rehearsal. Each goes on its own to its next outside input; the driver waits
 * for all of them before it acts.
 */
export class VirtualClock {
  private readonly courses = new Map<string, Course>();
  private readonly namespace: string;
  private readonly clockShift: number;
  private readonly nextInput: (workflowId: string, after: Instant) => Instant;
  private barrier: Instant = 0;

  constructor(namespace: string, clockShift: number, nextInput: (workflowId: string, after: Instant) => Instant) {
    this.namespace = namespace;
    this.clockShift = clockShift;
    this.nextInput = nextInput;
  }

  /**
   * For the connection: a workflow is being started; when it is born, and how far it goes first. What an act of people
   * starts for an instant before that act is born with the act; one that is born after its first input waits there.
   */
  readonly born = ({ workflowId, bornAt }: Birth): { id: string; bornAt: Instant; at: Instant } => {
    const from = Math.max(bornAt, this.barrier);
    // Real time can't go back: what was born before this clock began is here already.
    const here = Math.max(from, Date.now() - this.clockShift);
    const target = Math.max(this.nextInput(workflowId, from), here + LEAST_MS);
    // Asked for once more (a word that was told twice), its start is refused, and it goes on as it was.
    const known = this.courses.get(workflowId);
    if (known) return { id: known.id, bornAt: from, at: target };
    const course = { id: `${workflowId}#1`, target, count: 1, reached: false, ended: false };
    this.courses.set(workflowId, course);
    return { id: course.id, bornAt: from, at: target };
  };

  /** A workflow that was ended from outside, and may be born again. */
  forget(workflowId: string): void {
    this.courses.delete(workflowId);
  }

  /** Everybody has come to this instant: nothing happens before it any more. */
  pass(barrier: Instant): void {
    this.barrier = barrier;
  }

  /** The last instant that everybody has come to. */
  get passed(): Instant {
    return this.barrier;
  }

  /** All that were started, those that have ended too. */
  workflows(): string[] {
    return [...this.courses.keys()];
  }

  /** Waits until every workflow has come to its next outside input, those started meanwhile too. */
  async settle(connection: Connection): Promise<void> {
    for (;;) {
      const moving = [...this.courses].filter(([, course]) => !course.reached && !course.ended);
      if (moving.length === 0) return;
      await Promise.all(moving.map(([workflowId, course]) => this.awaitCourse(connection, workflowId, course)));
    }
  }

  /**
   * Sends a workflow on to the outside input after `after`. One that is still on its way comes to where it was sent
   * first: how far it has to go is counted from the clock that it has then.
   */
  async advance(connection: Connection, workflowId: string, after: Instant): Promise<void> {
    const course = this.courses.get(workflowId);
    if (!course || course.ended) return;
    if (!course.reached) await this.awaitCourse(connection, workflowId, course);
    const now = await this.currentTime(connection, workflowId, course);
    if (now === null) return;
    course.target = Math.max(this.nextInput(workflowId, after), now - this.clockShift + LEAST_MS);
    course.count++;
    course.id = `${workflowId}#${course.count}`;
    course.reached = false;
    try {
      await this.forward(connection, workflowId, course, now);
    } catch (error) {
      // What the workflow was just told may have ended it between the two calls.
      if (!isGrpcServiceError(error) || !(await this.hasEnded(connection, workflowId))) throw error;
      course.ended = true;
    }
  }

  private async forward(connection: Connection, workflowId: string, course: Course, now: number): Promise<void> {
    await connection.workflowService.updateWorkflowExecutionOptions({
      namespace: this.namespace,
      workflowExecution: { workflowId },
      workflowExecutionOptions: {
        timeSkippingConfig: {
          enabled: true,
          fastForwardConfig: { id: course.id, duration: msToTs(course.target + this.clockShift - now) },
        },
      },
      updateMask: { paths: ['time_skipping_config'] },
    });
  }

  private async awaitCourse(connection: Connection, workflowId: string, course: Course): Promise<void> {
    const { id } = course;
    for (let poll = 0; poll < POLLS; poll++) {
      const answer = await this.poll(connection, workflowId, id);
      if (answer === 'ended') {
        course.ended = true;
        return;
      }
      if (answer === 'reached') {
        await this.check(connection, workflowId, course);
        course.reached = true;
        return;
      }
    }
    throw new Error(`${workflowId} did not come to ${isoInstant(course.target)}`);
  }

  private async poll(connection: Connection, workflowId: string, id: string): Promise<'reached' | 'ended' | 'moving'> {
    try {
      const answer = await connection.workflowService.pollWorkflowExecutionTimeSkipping({
        namespace: this.namespace,
        workflowExecution: { workflowId },
        fastForwardId: id,
      });
      if (Number(answer.fastForwardPollingResult) === COMPLETED) return 'reached';
      if (Number(answer.fastForwardPollingResult) !== FAILED) return 'moving';
      if (await this.hasEnded(connection, workflowId)) return 'ended';
      throw new Error(`${workflowId} could not be fast-forwarded: ${answer.failedReason}`);
    } catch (error) {
      if (isGrpcServiceError(error) && (await this.hasEnded(connection, workflowId))) return 'ended';
      throw error;
    }
  }

  private async hasEnded(connection: Connection, workflowId: string): Promise<boolean> {
    const description = await this.describe(connection, workflowId);
    return description === null || Number(description.workflowExecutionInfo?.status) !== RUNNING;
  }

  /** The clock a workflow came to is the clock it was sent to: else its rungs would collapse or race each other. */
  private async check(connection: Connection, workflowId: string, course: Course): Promise<void> {
    const now = await this.currentTime(connection, workflowId, course);
    if (now === null) return;
    const off = now - this.clockShift - course.target;
    if (off < -1000 || off > TOLERANCE_MS) {
      throw new Error(
        `${workflowId} came to ${isoInstant(now - this.clockShift)} instead of ${isoInstant(course.target)}`,
      );
    }
  }

  private async currentTime(connection: Connection, workflowId: string, course: Course): Promise<number | null> {
    const description = await this.describe(connection, workflowId);
    if (!description || Number(description.workflowExecutionInfo?.status) !== RUNNING) {
      course.ended = true;
      return null;
    }
    return optionalTsToMs(description.workflowExtendedInfo?.timeSkippingInfo?.currentTime) ?? null;
  }

  private async describe(connection: Connection, workflowId: string) {
    try {
      return await connection.workflowService.describeWorkflowExecution({
        namespace: this.namespace,
        execution: { workflowId },
      });
    } catch (error) {
      if (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND) return null;
      throw error;
    }
  }
}
