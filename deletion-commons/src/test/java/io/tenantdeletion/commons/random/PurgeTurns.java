package io.tenantdeletion.commons.random;

/** Counts purge calls, so that writers can stay open over one. */
final class PurgeTurns {

    private int ended;
    private boolean isOver;

    synchronized void next() {
        ended++;
        notifyAll();
    }

    synchronized void end() {
        isOver = true;
        notifyAll();
    }

    synchronized boolean isOver() {
        return isOver;
    }

    /** Waits until one more call has ended, well or not. */
    synchronized void awaitNext() throws InterruptedException {
        int seen = ended;
        while (!isOver && ended == seen) {
            wait();
        }
    }
}
