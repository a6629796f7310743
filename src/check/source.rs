//! Inputs → jobs: a job is a small file, or a block of a larger input.

use std::collections::VecDeque;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::options::Options;
use crate::fix::Target;
use crate::input::container::Container;
use crate::input::{Block, Blocks, Compression, Input, InputSource, Shape, SourceKind, is_line_file};

/// Files up to this size are one job: they are opened and read by the thread that checks them.
const SMALL_FILE: u64 = 64 * 1024;

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
}

pub(super) struct Job {
    pub(super) input: Arc<OpenInput>,
    pub(super) part: Part,
}

pub(super) enum Part {
    /// A whole file that is not yet opened.
    File(PathBuf),
    /// The next block of a larger input; `None` is its end.
    Read(io::Result<Option<Block>>),
}

/// The inputs that are not yet read to their end.
pub(super) struct Source {
    options: Arc<Options>,
    inputs: VecDeque<Input>,
    stdin: Option<Box<dyn Read + Send>>,
    /// The input that was taken last.
    input: Arc<OpenInput>,
    /// The rest of it, if it is read block by block.
    blocks: Option<Blocks<Box<dyn Read + Send>>>,
}

impl Source {
    pub(super) fn new(options: Arc<Options>, inputs: Vec<Input>, stdin: Box<dyn Read + Send>) -> Self {
        let (inputs, stdin) = (inputs.into(), Some(stdin));
        Self { options, inputs, stdin, input: Arc::default(), blocks: None }
    }

    /// The next job; none if all inputs are read. `buffer` is one to read into.
    pub(super) fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Job> {
        let part = loop {
            if let Some(blocks) = &mut self.blocks {
                break Part::Read(blocks.next(buffer));
            }
            let input = self.inputs.pop_front()?;
            if let Some(part) = self.open(input, buffer) {
                break part;
            }
        };
        if !matches!(part, Part::Read(Ok(Some(_)))) {
            self.blocks = None;
        }
        Some(Job { input: Arc::clone(&self.input), part })
    }

    /// Does not read the rest of the input with this number.
    pub(super) fn skip(&mut self, number: u64) {
        if self.input.number == number {
            self.blocks = None;
        }
    }

    /// Opens an input to read its blocks. Returns a part instead if the input has only one.
    fn open(&mut self, input: Input, buffer: &mut Vec<u8>) -> Option<Part> {
        let Input { name, source, is_found } = input;
        let number = self.input.number + 1;
        let InputSource::File(path) = source else {
            self.input = Arc::new(OpenInput { number, name, ..OpenInput::default() });
            let stdin = self.stdin.take().unwrap_or_else(|| Box::new(io::empty()));
            self.blocks = Some(blocks(stdin, &self.input, SourceKind::Stdin, &self.options, buffer));
            return None;
        };
        let metadata = std::fs::metadata(&path).ok().filter(Metadata::is_file);
        let compression = metadata.as_ref().and_then(|_| Compression::of(&path));
        let target = self.target(&path, compression);
        self.input = Arc::new(OpenInput { number, name, path: Some(path.clone()), is_found, target });
        // A small compressed file may hold a very long text.
        let is_small = metadata.as_ref().is_some_and(|metadata| metadata.len() <= SMALL_FILE);
        if is_small && compression.is_none() {
            return Some(Part::File(path));
        }
        let kind = if metadata.is_some() { SourceKind::File } else { SourceKind::Pipe };
        match File::open(&path) {
            Ok(file) => {
                let file = Arc::new(file);
                let source: Box<dyn Read + Send> = Box::new(Arc::clone(&file));
                let blocks = blocks(source, &self.input, kind, &self.options, buffer);
                self.blocks = Some(match metadata {
                    Some(metadata) => blocks.with_length(metadata.len()).with_file(file),
                    None => blocks,
                });
            }
            Err(error) => return Some(Part::Read(Err(error))),
        }
        None
    }

    /// The file at `path`, if it is to be replaced, or why it cannot be fixed.
    fn target(&self, path: &Path, compression: Option<Compression>) -> Option<io::Result<Target>> {
        let mode = self.options.fix?;
        match compression {
            Some(compression) => Some(Err(compression.no_fix())),
            None => (!mode.only_shows).then(|| Target::of(path, &self.options.scope)),
        }
    }
}

/// The blocks of an input, and the bytes between them if it is to be copied.
pub(super) fn blocks<R: Read>(
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
