//! Inputs → jobs: a job is a few small files, or a block of a larger input.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::options::Options;
use crate::fix::Target;
use crate::input::container::Container;
use crate::input::{Block, Blocks, Compression, Input, InputSource, Shape, SourceKind, is_line_file};
use crate::rules::{FirstUses, OrderIds};

/// Files up to this size are opened and read by the thread that checks them.
const SMALL_FILE: u64 = 64 * 1024;

/// The most small files of a job, and how many bytes they have together before no more is added.
const MAX_FILES: usize = 32;
const MAX_BYTES: u64 = 64 * 1024;

/// An input that is read.
#[derive(Debug, Default)]
pub struct OpenInput {
    /// Its number among the inputs, from 1.
    pub(crate) number: u64,
    pub(crate) name: String,
    /// Where it is, if it is a file.
    pub(crate) path: Option<PathBuf>,
    /// Whether it was found in a folder.
    pub(crate) is_found: bool,
    /// The file that is replaced by a fixed copy, or why the input cannot be fixed; `None` if no file is to be replaced.
    pub(crate) target: Option<io::Result<Target>>,
    /// The order IDs that are used in it, or in all inputs.
    pub(super) order_ids: Arc<FirstUses>,
}

pub(super) enum Job {
    /// Small files that are not yet opened.
    Files(Vec<SmallFile>),
    /// The next block of a larger input; `None` is its end.
    Read(Arc<OpenInput>, io::Result<Option<Block>>),
}

/// A small regular file.
pub(super) struct SmallFile {
    /// The input's number, name and so on.
    number: u64,
    input: Input,
    path: PathBuf,
    length: u64,
    order_ids: Arc<FirstUses>,
}

/// The blocks of any source.
type OpenBlocks = Blocks<Box<dyn Read + Send>>;

/// The inputs that are not yet read to their end.
pub(super) struct Source {
    options: Arc<Options>,
    inputs: VecDeque<Input>,
    /// How many inputs were taken.
    taken: u64,
    stdin: Option<Box<dyn Read + Send>>,
    /// The order IDs of all inputs, if none may be used twice in all of them.
    order_ids: Option<Arc<FirstUses>>,
    /// The input that is read block by block, and the rest of it.
    open: Option<(Arc<OpenInput>, OpenBlocks)>,
}

impl Source {
    pub(super) fn new(options: Arc<Options>, inputs: Vec<Input>, stdin: Box<dyn Read + Send>) -> Self {
        let order_ids = (options.order_ids == OrderIds::Run).then(Arc::default);
        Self { options, inputs: inputs.into(), taken: 0, stdin: Some(stdin), order_ids, open: None }
    }

    /// The next job; none if all inputs are read. `buffer` is one to read into.
    pub(super) fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Job> {
        if self.open.is_none() {
            let files = self.small_files();
            if !files.is_empty() {
                return Some(Job::Files(files));
            }
            let input = self.inputs.pop_front()?;
            self.taken += 1;
            match self.open(input, buffer) {
                (input, Ok(blocks)) => self.open = Some((input, blocks)),
                (input, Err(error)) => return Some(Job::Read(input, Err(error))),
            }
        }
        let (input, blocks) = self.open.as_mut()?;
        let job = Job::Read(Arc::clone(input), blocks.next(buffer));
        if !matches!(job, Job::Read(_, Ok(Some(_)))) {
            self.open = None;
        }
        Some(job)
    }

    /// Whether only the end of the last input is still to be a job.
    pub(super) fn is_read(&self) -> bool {
        self.inputs.is_empty() && self.open.as_ref().is_none_or(|(_, blocks)| blocks.is_done())
    }

    /// The next inputs, if they are small files, as many as are one job.
    fn small_files(&mut self) -> Vec<SmallFile> {
        let (mut files, mut bytes) = (Vec::new(), 0);
        while files.len() < MAX_FILES && bytes < MAX_BYTES {
            let Some(input) = self.inputs.front() else { break };
            let InputSource::File(path) = &input.source else { break };
            let Some(length) = length(input, path).filter(|length| *length <= SMALL_FILE) else { break };
            let path = path.clone();
            let Some(input) = self.inputs.pop_front() else { break };
            self.taken += 1;
            bytes += length;
            let order_ids = self.order_ids.clone().unwrap_or_else(|| Arc::new(FirstUses::of_one_job()));
            files.push(SmallFile { number: self.taken, input, path, length, order_ids });
        }
        files
    }

    /// Does not read the rest of the input with this number.
    pub(super) fn skip(&mut self, number: u64) {
        self.open.take_if(|(input, _)| input.number == number);
    }

    /// Opens an input that is read block by block.
    fn open(&mut self, input: Input, buffer: &mut Vec<u8>) -> (Arc<OpenInput>, io::Result<OpenBlocks>) {
        let order_ids = self.order_ids.clone().unwrap_or_default();
        let InputSource::File(path) = &input.source else {
            let input = OpenInput { number: self.taken, name: input.name, order_ids, ..OpenInput::default() };
            let stdin = self.stdin.take().unwrap_or_else(|| Box::new(io::empty()));
            let blocks = blocks(stdin, &input, SourceKind::Stdin, &self.options, buffer);
            return (Arc::new(input), Ok(blocks));
        };
        let (path, length) = (path.clone(), length(&input, path));
        let options = &self.options;
        let input = OpenInput::new(self.taken, input, path.clone(), length.is_some(), order_ids, options);
        let opened = File::open(&path).map(|file| {
            let file = Arc::new(file);
            let source: Box<dyn Read + Send> = Box::new(Arc::clone(&file));
            match length {
                Some(length) => {
                    let blocks = blocks(source, &input, SourceKind::File, &self.options, buffer);
                    blocks.with_length(length).with_file(file)
                }
                None => blocks(source, &input, SourceKind::Pipe, &self.options, buffer),
            }
        });
        (Arc::new(input), opened)
    }
}

/// The length of an input at a path, if that is a regular file.
fn length(input: &Input, path: &Path) -> Option<u64> {
    let metadata = || std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file);
    input.length.or_else(|| metadata().map(|metadata| metadata.len()))
}

impl OpenInput {
    /// The input at a path.
    fn new(
        number: u64,
        input: Input,
        path: PathBuf,
        is_regular: bool,
        order_ids: Arc<FirstUses>,
        options: &Options,
    ) -> Self {
        let Input { name, is_found, .. } = input;
        let target =
            options.fix.and_then(|mode| match is_regular.then(|| Compression::of(&path)).flatten() {
                Some(compression) => Some(Err(compression.no_fix())),
                None => (!mode.only_shows).then(|| Target::of(&path, &options.scope)),
            });
        Self { number, name, path: Some(path), is_found, target, order_ids }
    }
}

impl SmallFile {
    /// Opens it, and returns its blocks. `buffer` is one to read into.
    pub(super) fn open(
        self,
        options: &Options,
        buffer: &mut Vec<u8>,
    ) -> (Arc<OpenInput>, io::Result<Blocks<File>>) {
        let Self { number, input, path, length, order_ids } = self;
        let input = OpenInput::new(number, input, path.clone(), true, order_ids, options);
        let opened = File::open(path)
            .map(|file| blocks(file, &input, SourceKind::File, options, buffer).with_length(length));
        (Arc::new(input), opened)
    }
}

/// The blocks of an input, and the bytes between them if it is to be copied.
fn blocks<R: Read>(
    source: R,
    input: &OpenInput,
    kind: SourceKind,
    options: &Options,
    buffer: &mut Vec<u8>,
) -> Blocks<R> {
    let blocks = Blocks::new(source, options.max_request_bytes, kind, std::mem::take(buffer));
    let shape = match options {
        Options { by_lines: true, .. } => Some(Shape::Lines),
        Options { searches: true, .. } => Some(Shape::Inside),
        _ => is_line_file(&input.name).then_some(Shape::Lines),
    };
    let container = Container::of_name(&input.name).filter(|_| shape != Some(Shape::Lines));
    let blocks = blocks.assume(shape, container).with_block_bytes(options.block_bytes);
    let is_copied = options.fix.is_some() && !matches!(input.target, Some(Err(_)));
    if is_copied { blocks.with_gaps() } else { blocks }
}
