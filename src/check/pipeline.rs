//! A run: every input's requests are read, prechecked, fixed, reported and counted, on the number of threads that
//! the options say. The only other thread waits for signals (`fix/temporary.rs`).
//!
//! Whatever the number of threads, jobs are taken one after the other, and the steps that have an order (the ledger, the
//! output) are done in the order in which the jobs were taken. So the result is the same. These steps and taking a job are
//! all that other threads wait for, so they do as little as they can: the bytes of a file are read, and their lines are
//! counted, elsewhere.

use std::io::Read;
use std::mem;
use std::num::NonZeroUsize;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex};
use std::thread;

use super::batch::Batch;
use super::checked::Checked;
use super::in_turn::{InTurn, Turn, lock};
use super::ledger::Ledger;
use super::options::Options;
use super::order_ids;
use super::part::ReadPart;
use super::report::report;
use super::source::{Job, Source};
use super::template::Templates;
use crate::input::Input;
use crate::render::Render;
use crate::rules::Depth;

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
    let source = Source::new(Arc::clone(&options), inputs, stdin);
    let ledger = InTurn::new(Ledger::new(Arc::clone(&options)));
    let (jobs, output) = (Mutex::new((0, source)), InTurn::new(()));
    let is_explained = renderers.iter().any(|renderer| renderer.explains());
    let depth = if is_explained { Depth::Cause } else { options.depth };
    let shared = Arc::new(Shared { options, renderers, depth, jobs, ledger, output });
    let skip = |input| lock(&shared.jobs).1.skip(input);
    let mut is_more_wanted = |results: Vec<Checked>| {
        results.into_iter().all(|checked| is_more_wanted(checked, &mut collect, skip))
    };
    // Threads are not worth starting for a little work, which includes what a pipe gives slowly.
    if shared.work(ALONE, &mut is_more_wanted) {
        return;
    }
    let threads = shared.options.threads.or_else(|| thread::available_parallelism().ok());
    let threads = threads.map_or(1, NonZeroUsize::get);
    // Bounded, because results that are not collected yet need memory.
    let (sender, results) = sync_channel(threads);
    let start = |_| {
        let (shared, sender) = (Arc::clone(&shared), sender.clone());
        let work = move || shared.work(u64::MAX, &mut |results| sender.send(results).is_ok());
        thread::Builder::new().spawn(work).ok()
    };
    // If the system allows no more threads, fewer do the work.
    let started = if threads == 1 { 0 } else { (0..threads).map_while(start).count() };
    drop(sender);
    if started == 0 {
        shared.work(u64::MAX, &mut is_more_wanted);
    } else {
        results.into_iter().all(is_more_wanted);
    }
}

/// How many bytes are checked before other threads are started.
const ALONE: u64 = 64 * 1024;

/// The most bytes of checked inputs, and of their reports, that are kept before they are collected.
const MAX_KEPT: u64 = 1024 * 1024;

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
    depth: Depth,
    /// The inputs, and the ticket of the next job.
    jobs: Mutex<(u64, Source)>,
    ledger: InTurn<Ledger>,
    output: InTurn<()>,
}

impl Shared {
    /// Does one job after the other until there are no more jobs, or `collect` returns that their results are not wanted, or
    /// so many bytes are checked and there are more. Returns false in the last case.
    fn work(&self, bytes: u64, collect: &mut dyn FnMut(Vec<Checked>) -> bool) -> bool {
        let mut worker = Worker {
            shared: self,
            collect,
            ticket: 0,
            parts: Vec::new(),
            bytes: 0,
            kept: 0,
            is_wanted: true,
            templates: Templates::new(&self.options),
        };
        let mut buffer = Vec::new();
        while worker.is_wanted {
            if worker.bytes >= bytes && !lock(&self.jobs).1.is_read() {
                return false;
            }
            let Some((ticket, job)) = self.next(&mut buffer) else { return true };
            worker.ticket = ticket;
            ReadPart::of(job, &self.options, &mut buffer, &mut |part| worker.add(part));
            worker.check(true, &mut buffer);
        }
        true
    }

    /// The next job, with its ticket.
    fn next(&self, buffer: &mut Vec<u8>) -> Option<(u64, Job)> {
        let (next, source) = &mut *lock(&self.jobs);
        let (ticket, job) = (*next, source.next(buffer)?);
        *next = ticket + 1;
        Some((ticket, job))
    }
}

/// A thread that does jobs.
struct Worker<'w> {
    shared: &'w Shared,
    /// Takes results, and returns whether more are wanted.
    collect: &'w mut dyn FnMut(Vec<Checked>) -> bool,
    is_wanted: bool,
    /// The ticket of the job.
    ticket: u64,
    /// Its parts that are not reported, and how many bytes they have.
    parts: Vec<ReadPart>,
    kept: u64,
    /// The bytes of all jobs.
    bytes: u64,
    /// The templates of clean requests.
    templates: Templates,
}

impl<'w> Worker<'w> {
    /// Adds what the job has read.
    fn add(&mut self, part: ReadPart) {
        if self.kept > MAX_KEPT {
            self.check(false, &mut Vec::new());
        }
        self.kept += part.checked.bytes;
        self.bytes += part.checked.bytes;
        self.parts.push(part);
    }

    /// Checks and reports the parts. `is_last` says whether that ends the job. `buffer` becomes one that was used.
    fn check(&mut self, is_last: bool, buffer: &mut Vec<u8>) {
        let Shared { options, depth, ledger, .. } = self.shared;
        let mut parts = mem::take(&mut self.parts);
        let of = |part| Batch::of(part, options, *depth, &mut self.templates);
        let mut batches: Vec<Batch> = parts.iter_mut().map(of).collect();
        for batch in &mut batches {
            order_ids::enter(batch, self.ticket, options);
        }
        // The other threads wait for this step.
        let mut turn = ledger.wait(self.ticket);
        order_ids::complete(&mut batches, self.ticket);
        for batch in &mut batches {
            turn.value().enter(batch);
        }
        turn.end(is_last);
        self.report(batches).end(is_last);
        if let Some(last) = parts.pop().and_then(|mut part| part.blocks.pop()) {
            *buffer = last.block.bytes;
        }
    }

    /// Reports the batches.
    fn report(&mut self, batches: Vec<Batch>) -> Turn<'w, ()> {
        let Shared { options, depth, renderers, output, .. } = self.shared;
        let (mut results, mut kept, mut turn) = (Vec::new(), 0, None);
        for batch in batches {
            report(batch, options, *depth, renderers, &mut |checked| {
                kept += checked.entries.iter().map(|entries| entries.text.len() as u64).sum::<u64>();
                results.push(checked);
                if kept > MAX_KEPT {
                    turn.get_or_insert_with(|| output.wait(self.ticket));
                    kept = 0;
                    self.is_wanted = self.is_wanted && (self.collect)(mem::take(&mut results));
                }
            });
        }
        self.kept = 0;
        let turn = turn.unwrap_or_else(|| output.wait(self.ticket));
        self.is_wanted = self.is_wanted && (self.collect)(results);
        turn
    }
}
