// Keeps a defect of one part of the window from taking the rest with it: says so, and offers to try again.

import { Component, type ReactNode } from 'react';
import { Button } from '../widgets/button.tsx';

export interface ErrorBoundaryProps {
  /** `The editor`, `The timeline`. */
  readonly part: string;
  readonly children: ReactNode;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly broken: string | undefined }> {
  override state: { readonly broken: string | undefined } = { broken: undefined };

  static getDerivedStateFromError(error: unknown): { readonly broken: string } {
    return { broken: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.broken === undefined) return this.props.children;
    return (
      <div className="app-broken" role="alert">
        <p>
          <strong>{this.props.part} cannot be shown.</strong> This is a defect of pinlab: {this.state.broken}
        </p>
        <p>Your text is safe. Try again; if it stays, reload the window.</p>
        <Button onClick={() => this.setState({ broken: undefined })}>Try again</Button>
      </div>
    );
  }
}
