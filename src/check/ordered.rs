//! Many threads, one order: the only file that knows of threads.
//!
//! Whatever the number of threads, jobs are taken one after the other, and the steps that have an order (the first use of
//! an order ID, the output) are done in the order in which the jobs were taken. So the result is the same.

use std::num::NonZeroUsize;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// The steps of a job. Each gets a buffer that its thread uses for one job after the other.
pub(super) struct Steps<Take, Prepare, Enter, Finish> {
    /// Returns the next job, if there is one. One thread at a time; it may block.
    pub(super) take: Take,
    /// Does what is independent of other jobs.
    pub(super) prepare: Prepare,
    /// Does what depends on earlier jobs. In the jobs' order, and fast, since the other threads wait.
    pub(super) enter: Enter,
    /// Does the rest, and emits results in the jobs' order. The emitter returns false if no more are wanted.
    pub(super) finish: Finish,
}

impl<Take, Prepare, Enter, Finish> Steps<Take, Prepare, Enter, Finish> {
    /// Does all jobs on `threads` threads. Calls `collect` with the results, in the jobs' order and on this thread, until
    /// that returns false; then a thread that waits for a job is left behind.
    pub(super) fn run<Job, Batch, Done: Send + 'static>(
        self,
        threads: NonZeroUsize,
        mut collect: impl FnMut(Done) -> bool,
    ) where
        Take: FnMut(&mut Vec<u8>) -> Option<Job> + Send + 'static,
        Prepare: Fn(Job, &mut Vec<u8>) -> Batch + Send + Sync + 'static,
        Enter: FnMut(&mut Batch) + Send + 'static,
        Finish: Fn(Batch, &mut Vec<u8>, &mut dyn FnMut(Done) -> bool) + Send + Sync + 'static,
    {
        let Self { mut take, prepare, mut enter, finish } = self;
        if threads.get() == 1 {
            let (mut buffer, mut is_wanted) = (Vec::new(), true);
            while is_wanted && let Some(job) = take(&mut buffer) {
                let mut batch = prepare(job, &mut buffer);
                enter(&mut batch);
                finish(batch, &mut buffer, &mut |done| {
                    is_wanted = is_wanted && collect(done);
                    is_wanted
                });
            }
            return;
        }
        // Results wait here if they are not collected as fast; only a few, since they need memory.
        let (sender, done) = sync_channel(threads.get());
        let (jobs, ledger, output) = (Mutex::new((0, take)), InTurn::new(enter), InTurn::new(()));
        let shared = Arc::new((jobs, prepare, ledger, finish, output));
        for _ in 0..threads.get() {
            let (shared, sender) = (Arc::clone(&shared), sender.clone());
            thread::spawn(move || {
                let (jobs, prepare, ledger, finish, output) = &*shared;
                let (mut buffer, mut is_wanted) = (Vec::new(), true);
                while is_wanted && let Some((ticket, job)) = next(jobs, |take| take(&mut buffer)) {
                    let mut batch = prepare(job, &mut buffer);
                    (ledger.wait(ticket).1)(&mut batch);
                    ledger.pass(ticket);
                    let mut turn = None;
                    finish(batch, &mut buffer, &mut |done| {
                        turn.get_or_insert_with(|| output.wait(ticket));
                        is_wanted = is_wanted && sender.send(done).is_ok();
                        is_wanted
                    });
                    drop(turn);
                    output.pass(ticket);
                }
            });
        }
        drop(sender);
        done.into_iter().all(collect);
    }
}

/// The next job, with its number.
fn next<T, Job>(jobs: &Mutex<(u64, T)>, take: impl FnOnce(&mut T) -> Option<Job>) -> Option<(u64, Job)> {
    let (taken, source) = &mut *lock(jobs);
    let job = take(source)?;
    let ticket = *taken;
    *taken = ticket.saturating_add(1);
    Some((ticket, job))
}

/// A value that every job gets once, in the order of their tickets.
struct InTurn<T> {
    state: Mutex<(u64, T)>,
    passed: Condvar,
}

impl<T> InTurn<T> {
    fn new(value: T) -> Self {
        Self { state: Mutex::new((0, value)), passed: Condvar::new() }
    }

    /// Waits for the ticket's turn.
    fn wait(&self, ticket: u64) -> MutexGuard<'_, (u64, T)> {
        let state = self.passed.wait_while(lock(&self.state), |(turn, _)| *turn != ticket);
        state.unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the ticket's turn, once it has come.
    fn pass(&self, ticket: u64) {
        self.wait(ticket).0 = ticket.saturating_add(1);
        self.passed.notify_all();
    }
}

/// A thread that panicked has stopped within a job of its own, not within what it shares.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
