// Who has a CPU for himself: preemption and interrupts switched off, counted.
//
// An enable without a disable changes nothing. The task that first switches something off owns the CPU until both
// counts are 0 again; what an interrupt switches meanwhile counts on top.

interface Cpu {
  owner: number | undefined;
  preempt: number;
  irq: number;
}

export class Cpus {
  #cpus = new Map<number, Cpu>();

  control(
    cpu: number,
    task: number,
    op: 'preempt-disable' | 'preempt-enable' | 'irq-disable' | 'irq-enable',
  ): void {
    const state = this.#of(cpu);
    const which = op.startsWith('preempt') ? 'preempt' : 'irq';
    if (op.endsWith('disable')) {
      state.owner ??= task;
      state[which] += 1;
    } else if (state[which] > 0) {
      state[which] -= 1;
    }
    if (state.preempt === 0 && state.irq === 0) state.owner = undefined;
  }

  owner(cpu: number): number | undefined {
    return this.#of(cpu).owner;
  }

  interruptsOff(cpu: number): boolean {
    return this.#of(cpu).irq > 0;
  }

  #of(cpu: number): Cpu {
    let state = this.#cpus.get(cpu);
    if (!state) {
      state = { owner: undefined, preempt: 0, irq: 0 };
      this.#cpus.set(cpu, state);
    }
    return state;
  }
}
