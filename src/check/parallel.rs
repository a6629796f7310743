//! Many threads, one order: the only file that knows of threads.
//!
//! Whatever the number of workers, jobs are taken one after the other, and the steps that have an order (an order
//! ID's first use, the output) are made in the order in which the jobs were taken. So the result is the same.

use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Work that can be cut into jobs.
pub(crate) trait Work: Send + Sync + 'static {
    /// Where jobs come from.
    type Source: Send + 'static;
    /// A piece of the work.
    type Job;
    /// A job half done.
    type Half;
    /// What the jobs meet in order.
    type Ledger: Send + 'static;
    /// What comes of a job.
    type Done: Send + 'static;
    /// What a worker keeps from one job for the next, as a buffer.
    type Spare: Default;

    /// Takes the next job; none if the work is done. One worker at a time; may wait for it.
    fn take(&self, source: &mut Self::Source, spare: &mut Self::Spare) -> Option<Self::Job>;

    /// Does what needs nothing of other jobs.
    fn prepare(&self, job: Self::Job, spare: &mut Self::Spare) -> Self::Half;

    /// Does what depends on earlier jobs. In the jobs' order, and quick: the other workers wait for it.
    fn enter(&self, ledger: &mut Self::Ledger, half: &mut Self::Half);

    /// Does the rest, and emits what comes of it, at least once. False: no more is wanted.
    fn finish(&self, half: Self::Half, spare: &mut Self::Spare, emit: &mut dyn FnMut(Self::Done) -> bool);
}

/// Does the work on `threads` threads, and hands what comes of each job to `collect`, in order and on this thread,
/// until that wants no more. Then, a thread that waits for its source is left behind.
pub(crate) fn run<W: Work>(
    work: W,
    mut source: W::Source,
    mut ledger: W::Ledger,
    threads: NonZeroUsize,
    mut collect: impl FnMut(W::Done) -> bool,
) {
    if threads.get() > 1 {
        let done = start(work, source, ledger, threads);
        done.into_iter().all(collect);
        return;
    }
    let mut spare = W::Spare::default();
    while let Some(job) = work.take(&mut source, &mut spare) {
        let mut half = work.prepare(job, &mut spare);
        work.enter(&mut ledger, &mut half);
        let mut is_wanted = true;
        work.finish(half, &mut spare, &mut |done| {
            is_wanted = is_wanted && collect(done);
            is_wanted
        });
        if !is_wanted {
            break;
        }
    }
}

/// What the workers share.
struct Shared<W: Work> {
    work: W,
    source: Mutex<Tickets<W::Source>>,
    ledger: InTurn<W::Ledger>,
    output: InTurn<()>,
}

struct Tickets<S> {
    source: S,
    taken: u64,
}

fn start<W: Work>(work: W, source: W::Source, ledger: W::Ledger, threads: NonZeroUsize) -> Receiver<W::Done> {
    // What was done waits here if it is not collected as fast; not much of it, since it takes memory.
    let (sender, done) = sync_channel(threads.get());
    let shared = Arc::new(Shared {
        work,
        source: Mutex::new(Tickets { source, taken: 0 }),
        ledger: InTurn::new(ledger),
        output: InTurn::new(()),
    });
    for _ in 0..threads.get() {
        let (shared, sender) = (Arc::clone(&shared), sender.clone());
        thread::spawn(move || {
            let mut spare = W::Spare::default();
            while let Some((ticket, job)) = shared.take(&mut spare) {
                let mut half = shared.work.prepare(job, &mut spare);
                shared.work.enter(&mut shared.ledger.wait(ticket).1, &mut half);
                shared.ledger.pass(ticket);
                let (mut turn, mut is_wanted) = (None, true);
                shared.work.finish(half, &mut spare, &mut |done| {
                    turn.get_or_insert_with(|| shared.output.wait(ticket));
                    is_wanted = is_wanted && sender.send(done).is_ok();
                    is_wanted
                });
                drop(turn);
                shared.output.pass(ticket);
                if !is_wanted {
                    break;
                }
            }
        });
    }
    done
}

impl<W: Work> Shared<W> {
    /// The next job, with its number.
    fn take(&self, spare: &mut W::Spare) -> Option<(u64, W::Job)> {
        let mut tickets = lock(&self.source);
        let job = self.work.take(&mut tickets.source, spare)?;
        let ticket = tickets.taken;
        tickets.taken = ticket.saturating_add(1);
        Some((ticket, job))
    }
}

/// A value that everyone has once, in the order of the tickets.
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

    /// Lets the next ticket have its turn, after this one's.
    fn pass(&self, ticket: u64) {
        self.wait(ticket).0 = ticket.saturating_add(1);
        self.passed.notify_all();
    }
}

/// A thread that panicked has stopped in the middle of a job of its own, not of what it shares.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
