//! A run: every input's requests are read, judged, reported and counted, on as many threads as there are.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::expectation::{Envelopes, Expectation};
use crate::check::parallel::{self, Work};
use crate::check::report::{Judged, Outcome, Reporter, judge};
use crate::cli::OrderIds;
use crate::input::failure::Failure;
use crate::input::{Block, Blocks, Kind};
use crate::input::{Input, Place};
use crate::render::{Entries, Render};
use crate::rules::facts::{Ids, Use};
use crate::rules::tally::Tally;
use crate::settings::Settings;

/// Files up to this size are one job: they are opened and read by the worker that checks them.
const SMALL_FILE: u64 = 64 * 1024;

/// Bytes of reports that are kept at most before they are handed on.
const MAX_TEXT: usize = 1024 * 1024;

/// What comes of a piece of an input.
#[derive(Debug, Default)]
pub struct Checked {
    /// The reports, for each format.
    pub entries: Vec<Entries>,
    /// What its requests come to.
    pub tally: Tally,
    /// Bytes that were read.
    pub bytes: u64,
    /// Why its input was not checked to its end.
    pub failure: Option<Failure>,
}

/// Checks every input. Hands what comes of each piece to `collect`, in the inputs' order and on this thread, until that
/// wants no more.
pub fn run(
    inputs: Vec<Input>,
    stdin: Box<dyn Read + Send>,
    settings: Settings,
    formats: Vec<Arc<dyn Render>>,
    collect: impl FnMut(Checked) -> bool,
) {
    let threads = settings.threads;
    let source = Source {
        inputs: inputs.into(),
        stdin: Some(stdin),
        opened: 0,
        name: Arc::from(""),
        path: None,
        open: None,
    };
    parallel::run(Checks { settings, formats }, source, Ledger::default(), threads, collect);
}

/// The checks of a run, as work for many threads.
struct Checks {
    settings: Settings,
    formats: Vec<Arc<dyn Render>>,
}

/// The inputs that are not read to their end.
struct Source {
    inputs: VecDeque<Input>,
    stdin: Option<Box<dyn Read + Send>>,
    /// How many inputs were taken.
    opened: u64,
    /// The name of the last, and where it is if it is a file.
    name: Arc<str>,
    path: Option<Arc<Path>>,
    /// What is left of it, if it is read block by block.
    open: Option<Blocks<Box<dyn Read + Send>>>,
}

impl Source {
    /// The next piece of the input that is open.
    fn next_piece(&mut self, spare: &mut Vec<u8>) -> Option<Piece> {
        let piece = match self.open.as_mut()?.next(spare) {
            Ok(Some(block)) => return Some(Piece::Block(block)),
            Ok(None) => Piece::End,
            Err(error) => Piece::Failure(error),
        };
        self.open = None;
        Some(piece)
    }
}

/// A piece of an input.
struct Job {
    name: Arc<str>,
    path: Option<Arc<Path>>,
    /// The input's number.
    input: u64,
    piece: Piece,
}

enum Piece {
    /// A whole file, not yet opened.
    File(PathBuf),
    /// A block that was read.
    Block(Block),
    /// The input cannot be read on.
    Failure(io::Error),
    /// The input's blocks were all read.
    End,
}

/// A piece of an input whose requests are judged.
struct Half {
    name: Arc<str>,
    path: Option<Arc<Path>>,
    input: u64,
    blocks: Vec<(Block, Vec<Judged>)>,
    failure: Option<io::Error>,
    /// Why it is not known what is expected of its requests.
    unexpectable: Option<Failure>,
    /// Whether its input ends with it.
    is_end: bool,
    /// The number of its first request in its input.
    first: u64,
}

/// What the pieces must know of those before them.
#[derive(Default)]
struct Ledger {
    order_ids: Ids,
    /// The input that the last piece was of, and how many requests it had so far.
    input: u64,
    requests: u64,
    /// What is expected of its other requests, if a file says so.
    envelopes: Option<Envelopes>,
}

impl Work for Checks {
    type Source = Source;
    type Job = Job;
    type Half = Half;
    type Ledger = Ledger;
    type Done = Checked;
    /// A buffer to read into.
    type Spare = Vec<u8>;

    fn take(&self, source: &mut Source, spare: &mut Vec<u8>) -> Option<Job> {
        loop {
            let piece = if source.open.is_some() {
                source.next_piece(spare)
            } else {
                let input = source.inputs.pop_front()?;
                source.opened = source.opened.saturating_add(1);
                source.name = Arc::from(input.name);
                source.path = match &input.place {
                    Place::File(path) => Some(Arc::from(path.as_path())),
                    Place::Stdin => None,
                };
                self.open(input.place, source, spare)
            };
            if let Some(piece) = piece {
                let (name, path) = (Arc::clone(&source.name), source.path.clone());
                return Some(Job { name, path, input: source.opened, piece });
            }
        }
    }

    fn prepare(&self, job: Job, spare: &mut Vec<u8>) -> Half {
        let mut half = Half {
            name: job.name,
            path: job.path,
            input: job.input,
            blocks: Vec::new(),
            failure: None,
            unexpectable: None,
            is_end: matches!(job.piece, Piece::File(_) | Piece::End),
            first: 0,
        };
        match job.piece {
            Piece::Block(block) => half.blocks.push(self.judge(block)),
            Piece::Failure(error) => half.failure = Some(error),
            Piece::End => {}
            Piece::File(path) => {
                if let Err(error) = self.read_file(&path, spare, &mut half.blocks) {
                    half.failure = Some(error);
                }
            }
        }
        half
    }

    fn enter(&self, ledger: &mut Ledger, half: &mut Half) {
        if ledger.input != half.input {
            ledger.input = half.input;
            ledger.requests = 0;
            if self.settings.order_ids == OrderIds::Stream {
                ledger.order_ids = Ids::default();
            }
            self.open_envelopes(ledger, half);
        }
        half.first = ledger.requests.saturating_add(1);
        for (_, judged) in &mut half.blocks {
            ledger.requests = ledger.requests.saturating_add(judged.len() as u64);
            self.look_up_order_ids(&mut ledger.order_ids, judged);
        }
        if let Err(failure) = expect(&mut ledger.envelopes, half) {
            ledger.envelopes = None;
            half.unexpectable = Some(failure);
        }
    }

    fn finish(&self, half: Half, spare: &mut Vec<u8>, emit: &mut dyn FnMut(Checked) -> bool) {
        let Settings { facts, levels, mending, expectation, redacts, .. } = &self.settings;
        let expected = expectation.as_ref().and_then(Expectation::codes);
        let reporter = Reporter {
            name: &half.name,
            facts,
            levels: *levels,
            expected,
            mended: *mending,
            redacts: *redacts,
        };
        let mut checked = self.nothing_checked();
        let mut first = half.first;
        let mut is_wanted = true;
        for (block, judged) in half.blocks {
            reporter.report(&block, &judged, first, |outcome| {
                if let Outcome::Found(report) = outcome {
                    checked.tally.add(report.findings, report.allowed);
                }
                for (format, entries) in self.formats.iter().zip(&mut checked.entries) {
                    match outcome {
                        Outcome::Clean(request) => format.render_clean(request, entries),
                        Outcome::Found(report) => format.render(report, entries),
                    }
                }
                let is_full = checked.entries.iter().any(|entries| entries.text.len() > MAX_TEXT);
                if is_full && is_wanted {
                    is_wanted = emit(std::mem::replace(&mut checked, self.nothing_checked()));
                }
            });
            let count = judged.len() as u64;
            first = first.saturating_add(count);
            checked.tally.requests = checked.tally.requests.saturating_add(count);
            checked.bytes = checked.bytes.saturating_add(block.bytes().len() as u64);
            *spare = block.into_buffer();
        }
        let name = half.name.to_string();
        // Who reads what was mended has read enough.
        let failure = half.failure.filter(|error| error.kind() != io::ErrorKind::BrokenPipe);
        let failure = failure.map(|error| Failure { name, reason: error.to_string() });
        checked.failure = failure.or(half.unexpectable);
        emit(checked);
    }
}

impl Checks {
    fn nothing_checked(&self) -> Checked {
        let entries = self.formats.iter().map(|_| Entries::default()).collect();
        Checked { entries, ..Checked::default() }
    }

    /// Looks for what is expected of an input that was taken.
    fn open_envelopes(&self, ledger: &mut Ledger, half: &mut Half) {
        ledger.envelopes = None;
        let (Some(Expectation::Files), Some(path)) = (&self.settings.expectation, &half.path) else { return };
        match Envelopes::beside(path) {
            Ok(envelopes) => ledger.envelopes = envelopes,
            Err(failure) => half.unexpectable = Some(failure),
        }
    }

    /// Opens an input, unless it is a piece of work by itself.
    fn open(&self, place: Place, source: &mut Source, spare: &mut Vec<u8>) -> Option<Piece> {
        let (reader, kind): (Box<dyn Read + Send>, Kind) = match place {
            Place::Stdin => (source.stdin.take().unwrap_or_else(|| Box::new(io::empty())), Kind::Stdin),
            Place::File(path) => {
                let metadata = std::fs::metadata(&path).ok().filter(std::fs::Metadata::is_file);
                if metadata.as_ref().is_some_and(|metadata| metadata.len() <= SMALL_FILE) {
                    return Some(Piece::File(path));
                }
                let kind = if metadata.is_some() { Kind::File } else { Kind::Pipe };
                match File::open(&path) {
                    Ok(file) => (Box::new(file), kind),
                    Err(error) => return Some(Piece::Failure(error)),
                }
            }
        };
        let blocks = Blocks::new(reader, self.settings.max_request_bytes, kind, std::mem::take(spare));
        source.open = Some(blocks);
        None
    }

    /// Reads and judges all of a file.
    fn read_file(
        &self,
        path: &PathBuf,
        spare: &mut Vec<u8>,
        judged: &mut Vec<(Block, Vec<Judged>)>,
    ) -> io::Result<()> {
        let max = self.settings.max_request_bytes;
        let mut blocks = Blocks::new(File::open(path)?, max, Kind::File, std::mem::take(spare));
        while let Some(block) = blocks.next(spare)? {
            judged.push(self.judge(block));
        }
        *spare = blocks.into_buffer();
        Ok(())
    }

    fn judge(&self, block: Block) -> (Block, Vec<Judged>) {
        let facts = &self.settings.facts;
        let wants_order_ids = self.settings.order_ids != OrderIds::Off || facts.known_orders.is_some();
        let judged = judge(&block, facts, wants_order_ids);
        (block, judged)
    }

    /// Finds out which order IDs were used before, in the requests' order: the first use wins.
    fn look_up_order_ids(&self, used: &mut Ids, judged: &mut [Judged]) {
        for request in judged {
            let Some(id) = request.order_id else { continue };
            let is_known = self.settings.facts.known_orders.as_ref().is_some_and(|known| known.contains(id));
            let is_new = self.settings.order_ids == OrderIds::Off || used.insert(id);
            request.order_id_used = match (is_known, is_new) {
                (true, _) => Some(Use::Known),
                (false, false) => Some(Use::Earlier),
                (false, true) => None,
            };
        }
    }
}

/// Gives each request what is expected of it, in the order in which the envelopes stand in their file.
fn expect(envelopes: &mut Option<Envelopes>, half: &mut Half) -> Result<(), Failure> {
    let Some(open) = envelopes else { return Ok(()) };
    for request in half.blocks.iter_mut().flat_map(|(_, judged)| judged) {
        request.expected = Some(open.next()?);
    }
    let is_end = half.is_end && half.failure.is_none();
    envelopes.take_if(|_| is_end).map_or(Ok(()), Envelopes::end)
}
