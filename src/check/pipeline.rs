//! A run: every input's requests are read, prechecked, fixed, reported and counted, on as many threads as there are.

use std::io::Read;
use std::sync::Arc;

use super::batch::{Batch, PrecheckedBlock};
use super::ledger::Ledger;
use super::options::Options;
use super::ordered::Steps;
use super::report::{Outcome, Reporter};
use super::source::{OpenInput, Source};
use crate::fix::Piece;
use crate::input::{Failure, Input};
use crate::render::{Entries, Render};
use crate::rules::tally::Tally;

/// Bytes of reports that are kept at most before they are emitted.
const MAX_TEXT: usize = 1024 * 1024;

/// The result of a part of an input.
#[derive(Debug, Default)]
pub struct Checked {
    /// The input.
    pub input: Arc<OpenInput>,
    /// The reports, for each renderer.
    pub entries: Vec<Entries>,
    /// Its requests and findings, counted.
    pub tally: Tally,
    /// Bytes that were read.
    pub bytes: u64,
    /// What was read, if it is to be copied with its fixes.
    pub pieces: Vec<Piece>,
    /// Whether requests could be fixed, but the input cannot be replaced.
    pub is_unfixed: bool,
    /// Why its input was not checked to its end.
    pub failure: Option<Failure>,
    /// Whether its input ends with it.
    pub is_end: bool,
}

/// Checks every input. Calls `collect` with the result of each part, in the inputs' order and on this thread, until that
/// returns false.
pub fn run(
    options: Arc<Options>,
    inputs: Vec<Input>,
    stdin: Box<dyn Read + Send>,
    renderers: Vec<Arc<dyn Render>>,
    collect: impl FnMut(Checked) -> bool,
) {
    let threads = options.threads;
    let mut source = Source::new(Arc::clone(&options), inputs, stdin);
    let mut ledger = Ledger::new(Arc::clone(&options));
    let to_prepare = Arc::clone(&options);
    let steps = Steps {
        take: move |buffer: &mut Vec<u8>| source.next(buffer),
        prepare: move |job, buffer: &mut Vec<u8>| Batch::of(job, &to_prepare, buffer),
        enter: move |batch: &mut Batch| ledger.enter(batch),
        finish: move |batch, buffer: &mut Vec<u8>, emit: &mut dyn FnMut(Checked) -> bool| {
            finish(batch, &options, &renderers, buffer, emit);
        },
    };
    steps.run(threads, collect);
}

/// Reports and counts the requests of a batch. The buffers of its blocks are used again.
fn finish(
    batch: Batch,
    options: &Options,
    renderers: &[Arc<dyn Render>],
    buffer: &mut Vec<u8>,
    emit: &mut dyn FnMut(Checked) -> bool,
) {
    let reporter = Reporter { name: &batch.input.name, options };
    let nothing = || {
        let entries = renderers.iter().map(|_| Entries::default()).collect();
        Checked { input: Arc::clone(&batch.input), entries, ..Checked::default() }
    };
    let mut checked = nothing();
    let (mut first, mut is_wanted) = (batch.first, true);
    for part in batch.blocks {
        let PrecheckedBlock { block, requests, fixes } = part;
        reporter.report(&block, &requests, first, |outcome| {
            if let Outcome::Found(report) = outcome {
                checked.tally.add(report.findings, report.allowed);
            }
            for (renderer, entries) in renderers.iter().zip(&mut checked.entries) {
                match outcome {
                    Outcome::Clean(request) => renderer.render_clean(request, entries),
                    Outcome::Found(report) => renderer.render(report, entries),
                }
            }
            let is_full = checked.entries.iter().any(|entries| entries.text.len() > MAX_TEXT);
            if is_full && is_wanted {
                is_wanted = emit(std::mem::replace(&mut checked, nothing()));
            }
        });
        let count = requests.len() as u64;
        first = first.saturating_add(count);
        checked.tally.requests = checked.tally.requests.saturating_add(count);
        checked.bytes = checked.bytes.saturating_add(block.bytes.len() as u64);
        if options.fix.is_none() {
            *buffer = block.bytes;
        } else if let Some(fixes) = fixes {
            let (new, totals) = (Some(block.bytes), fixes.totals);
            checked.pieces.push(Piece { old: fixes.old, new, totals });
        } else if !block.was_passed_over {
            checked.pieces.push(Piece { old: block.bytes, new: None, totals: 0 });
        }
    }
    checked.is_end = batch.is_end;
    checked.is_unfixed = batch.is_unfixed;
    checked.failure = batch.failure;
    emit(checked);
}
