//! A run: every input's requests are read, prechecked, fixed, reported and counted, on the number of threads that
//! the options say. The only other thread waits for signals (`fix/temporary.rs`).
//!
//! Whatever the number of threads, jobs are taken one after the other, and the steps that have an order (the first use of
//! an order ID, the output) are done in the order in which the jobs were taken. So the result is the same.

use std::io::Read;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::batch::{Batch, Checked};
use super::ledger::Ledger;
use super::options::Options;
use super::report::report;
use super::source::{Job, Source};
use crate::input::Input;
use crate::render::Render;

/// What a run still has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// To check the rest of all inputs.
    Everything,
    /// To check the rest of all inputs but this one.
    OtherInputs,
    Nothing,
}

/// Checks every input. Calls `collect` with the result of each part, in the inputs' order and on this thread. `collect`
/// returns what is still wanted. If that is nothing, a thread that is still reading input is not waited for.
pub fn run(
    options: Arc<Options>,
    inputs: Vec<Input>,
    stdin: Box<dyn Read + Send>,
    renderers: Vec<Arc<dyn Render>>,
    mut collect: impl FnMut(Checked) -> Wanted,
) {
    let threads = options.threads.get();
    let source = Source::new(Arc::clone(&options), inputs, stdin);
    let ledger = InTurn::new(Ledger::new(Arc::clone(&options)));
    let (jobs, output) = (Mutex::new((0, source)), InTurn::new(()));
    let shared = Arc::new(Shared { options, renderers, jobs, ledger, output });
    let skip = |input| lock(&shared.jobs).1.skip(input);
    let mut is_more_wanted = |checked| is_more_wanted(checked, &mut collect, skip);
    // Bounded, because results that are not collected yet need memory.
    let (sender, results) = sync_channel(threads);
    let start = |_| {
        let (shared, sender) = (Arc::clone(&shared), sender.clone());
        thread::Builder::new().spawn(move || shared.work(&mut |checked| sender.send(checked).is_ok())).ok()
    };
    // If the system allows no more threads, fewer do the work.
    let started = if threads == 1 { 0 } else { (0..threads).map_while(start).count() };
    drop(sender);
    if started == 0 {
        shared.work(&mut is_more_wanted);
    } else {
        results.into_iter().all(is_more_wanted);
    }
}

/// Collects a result; calls `skip` with its input's number if only the other inputs are still wanted.
fn is_more_wanted(
    checked: Checked,
    collect: &mut impl FnMut(Checked) -> Wanted,
    skip: impl FnOnce(u64),
) -> bool {
    let input = checked.input.number;
    let wanted = collect(checked);
    if wanted == Wanted::OtherInputs {
        skip(input);
    }
    wanted != Wanted::Nothing
}

/// What the threads share.
struct Shared {
    options: Arc<Options>,
    renderers: Vec<Arc<dyn Render>>,
    /// The inputs, and the ticket of the next job.
    jobs: Mutex<(u64, Source)>,
    ledger: InTurn<Ledger>,
    output: InTurn<()>,
}

impl Shared {
    /// Does one job after the other until there are no more jobs, or `collect` returns that their results are not wanted.
    fn work(&self, collect: &mut dyn FnMut(Checked) -> bool) {
        let (mut buffer, mut is_wanted) = (Vec::new(), true);
        while is_wanted && let Some((ticket, job)) = self.next(&mut buffer) {
            let mut batch = Batch::of(job, &self.options, &mut buffer);
            // The other threads wait for this step.
            self.ledger.wait(ticket).1.enter(&mut batch);
            self.ledger.pass(ticket);
            let mut turn = None;
            report(batch, &self.options, &self.renderers, &mut buffer, &mut |checked| {
                turn.get_or_insert_with(|| self.output.wait(ticket));
                is_wanted = is_wanted && collect(checked);
            });
            drop(turn);
            self.output.pass(ticket);
        }
    }

    /// The next job, with its ticket.
    fn next(&self, buffer: &mut Vec<u8>) -> Option<(u64, Job)> {
        let (next, source) = &mut *lock(&self.jobs);
        let (ticket, job) = (*next, source.next(buffer)?);
        *next = ticket + 1;
        Some((ticket, job))
    }
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
        self.wait(ticket).0 = ticket + 1;
        self.passed.notify_all();
    }
}

/// A lock is used even after a panic: a thread panics within its own job, never while it changes what is shared.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
