// The welcome page: three ways to begin, and what this lab does not model. One click away, never in the way.

import { showDocument } from '../app/flows/texts.ts';
import { useWorkbench } from '../app/workbench.ts';
import { openFromFile } from '../session/open.ts';
import { mayDiscard } from '../session/unsaved.ts';
import { Button } from '../widgets/button.tsx';
import { firstDocument } from './first-steps.ts';
import './welcome.css';

export function Welcome() {
  const bench = useWorkbench();
  const seeTheBug = async () => {
    if (await mayDiscard(bench)) showDocument(bench, firstDocument(bench.library));
  };
  return (
    <div className="welcome">
      <h1>pinlab</h1>
      <p>
        Write a small piece of kernel C; the lab tries every order of its micro-steps and shows what each way
        of tracking pins makes of it.
      </p>
      <div className="welcome__cards">
        <section>
          <h2>See the bug</h2>
          <p>Jan Kara’s race of July 2018: a reference taken before the pin and dropped after it.</p>
          <Button look="primary" onClick={() => void seeTheBug()}>
            Open S01
          </Button>
        </section>
        <section>
          <h2>Write your own</h2>
          <p>A page, two tasks, one property. Errors appear while you type.</p>
          <Button onClick={() => bench.view.set({ overlay: { kind: 'new' } })}>New lab…</Button>
        </section>
        <section>
          <h2>Open a file</h2>
          <p>A lab (.lab.c) or a session (.pinlab); or drop one on the window.</p>
          <Button icon="open" onClick={() => void openFromFile(bench)}>
            Open…
          </Button>
        </section>
      </div>
      <h2>What is not modelled</h2>
      <ul>
        <li>Weak memory: all verdicts are for sequential consistency, and say so.</li>
        <li>Time, real devices, NUMA, transparent huge pages, memory control groups.</li>
        <li>
          More of the kernel than the labs need: read it under “Kernel library”, where every function is lab C
          you can fork.
        </li>
      </ul>
      <Button look="quiet" onClick={() => bench.view.set({ welcome: false })}>
        Back to the text
      </Button>
    </div>
  );
}
