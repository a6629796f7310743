//! What mending would change, as a unified diff.
//!
//! Line N becomes line N: a number has no line break in it. So only the changed lines and those around them are kept in memory.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read};

use similar::TextDiff;

use super::Mending;
use super::pieces::{Piece, Pieces};
use crate::input::SourceKind;
use crate::input::{Input, InputSource};
use crate::text;

/// Unchanged lines around changed ones.
const CONTEXT: usize = 3;

/// Bytes of a hunk's lines that are kept at most.
const MAX_BYTES: usize = 16 << 20;

/// Lines that are compared at a time.
const WINDOW: usize = 100;

/// Bytes that a line may have.
const MAX_LINE: usize = 64 << 20;

/// Hands what mending the input would change to `write`, until that wants no more, and says how many totals that is.
///
/// # Errors
/// What the input says, or that a line is too long.
pub fn preview(
    input: &Input,
    stdin: &mut (dyn Read + Send),
    mending: Mending,
    mut write: impl FnMut(&[u8]) -> bool,
) -> io::Result<u64> {
    let (source, kind): (Box<dyn Read + '_>, SourceKind) = match &input.source {
        InputSource::Stdin => (Box::new(stdin), SourceKind::Stdin),
        InputSource::File(path) => (Box::new(File::open(path)?), SourceKind::File),
    };
    let mut pieces = Pieces::new(source, mending, kind);
    let (mut diff, mut totals) = (Diff::new(&input.name), 0_u64);
    while let Some(piece) = pieces.next()? {
        totals = totals.saturating_add(piece.totals());
        diff.take(&piece)?;
        if !write(&std::mem::take(&mut diff.text)) {
            return Ok(totals);
        }
    }
    diff.end();
    write(&diff.text);
    Ok(totals)
}

/// A line, and what it becomes if that is something else.
struct Line {
    old: Vec<u8>,
    new: Option<Vec<u8>>,
}

impl Line {
    fn after(&self) -> &[u8] {
        self.new.as_ref().unwrap_or(&self.old)
    }
}

/// Lines that are written together.
struct Hunk {
    /// The number of its first line.
    start: u64,
    lines: Vec<Line>,
    /// How long they are.
    bytes: usize,
    /// Unchanged lines at its start and at its end.
    before: usize,
    after: usize,
}

struct Diff<'n> {
    name: &'n str,
    /// The line that is not yet at its end, before and after.
    old: Vec<u8>,
    new: Vec<u8>,
    /// Lines that ended.
    lines: u64,
    /// The last unchanged lines, if no hunk is open.
    context: VecDeque<Line>,
    hunk: Option<Hunk>,
    /// Where a hunk was cut off that grew too long. It has no context, since there must not be less on the one
    /// side than on the other but at the start and the end of the file: `git apply --unidiff-zero` takes it.
    cut: Option<u64>,
    has_header: bool,
    text: Vec<u8>,
}

impl<'n> Diff<'n> {
    fn new(name: &'n str) -> Self {
        Self {
            name,
            old: Vec::new(),
            new: Vec::new(),
            lines: 0,
            context: VecDeque::new(),
            hunk: None,
            cut: None,
            has_header: false,
            text: Vec::new(),
        }
    }

    /// Takes the next piece of the input.
    fn take(&mut self, piece: &Piece) -> io::Result<()> {
        let lines = |bytes| <[u8]>::split_inclusive(bytes, |byte| *byte == b'\n');
        for (old, new) in lines(piece.before()).zip(lines(piece.after())) {
            self.old.extend_from_slice(old);
            self.new.extend_from_slice(new);
            if self.old.len() > MAX_LINE {
                return Err(io::Error::other("a line of more than 64 MiB is too long for a diff"));
            }
            if old.ends_with(b"\n") {
                self.end_line();
            }
        }
        Ok(())
    }

    /// Takes the input's end.
    fn end(&mut self) {
        if !self.old.is_empty() {
            self.end_line();
        }
        self.close();
    }

    fn end_line(&mut self) {
        let (old, new) = (std::mem::take(&mut self.old), std::mem::take(&mut self.new));
        self.lines = self.lines.saturating_add(1);
        let new = (old != new).then_some(new);
        if new.is_some() && self.hunk.is_none() {
            self.open();
        }
        match &mut self.hunk {
            None => {
                self.context.push_back(Line { old, new });
                self.trim_context();
            }
            Some(hunk) => {
                hunk.bytes = hunk.bytes.saturating_add(old.len());
                hunk.after = if new.is_some() { 0 } else { hunk.after.saturating_add(1) };
                hunk.lines.push(Line { old, new });
                if hunk.after > CONTEXT.saturating_mul(2) {
                    self.close();
                } else if hunk.is_full() {
                    self.cut_off();
                }
            }
        }
    }

    /// Opens a hunk, with the lines before it.
    fn open(&mut self) {
        let lines = Vec::from(std::mem::take(&mut self.context));
        let before = lines.len();
        let start = self.lines.saturating_sub(before as u64);
        self.hunk = Some(Hunk { start, lines, bytes: 0, before, after: 0 });
    }

    /// Writes the open hunk; the lines behind it become context.
    fn close(&mut self) {
        let Some(mut hunk) = self.hunk.take() else { return };
        let is_behind_cut = self.cut.is_some_and(|cut| hunk.start == cut.saturating_add(1));
        let is_bare = is_behind_cut && hunk.before < CONTEXT;
        let shown = if is_bare { 0 } else { hunk.after.min(CONTEXT) };
        let behind = hunk.lines.split_off(hunk.lines.len().saturating_sub(hunk.after));
        hunk.lines.extend(behind.iter().take(shown).map(|line| Line { old: line.old.clone(), new: None }));
        self.context = behind.into();
        self.trim_context();
        self.write(hunk, is_bare);
    }

    fn trim_context(&mut self) {
        let surplus = self.context.len().saturating_sub(CONTEXT);
        self.context.drain(..surplus);
    }

    /// Writes the open hunk, which has grown too long, without context.
    fn cut_off(&mut self) {
        let Some(hunk) = self.hunk.take() else { return };
        self.write(hunk, true);
        self.cut = Some(self.lines);
    }

    fn write(&mut self, mut hunk: Hunk, is_bare: bool) {
        if is_bare {
            hunk.lines.drain(..hunk.before.min(hunk.lines.len()));
            hunk.start = hunk.start.saturating_add(hunk.before as u64);
        }
        let text = &mut self.text;
        if !self.has_header {
            self.has_header = true;
            let name = text::escape(self.name);
            text.extend_from_slice(format!("--- {name}\n+++ {name}\n").as_bytes());
        }
        hunk.write_to(text);
    }
}

impl Hunk {
    fn is_full(&self) -> bool {
        self.after == 0 && self.bytes >= MAX_BYTES
    }

    fn write_to(&self, text: &mut Vec<u8>) {
        let range = match self.lines.len() {
            1 => self.start.to_string(),
            count => format!("{},{count}", self.start),
        };
        text.extend_from_slice(format!("@@ -{range} +{range} @@\n").as_bytes());
        for lines in self.lines.chunk_by(|line, next| line.new.is_some() == next.new.is_some()) {
            lines.chunks(WINDOW).for_each(|lines| write_lines(lines, text));
        }
    }
}

/// Writes lines that are all changed, or all unchanged: context stays where it is, even if lines are alike.
fn write_lines(lines: &[Line], text: &mut Vec<u8>) {
    let old: Vec<_> = lines.iter().map(|line| line.old.as_slice()).collect();
    let new: Vec<_> = lines.iter().map(Line::after).collect();
    for change in TextDiff::from_slices(&old, &new).iter_all_changes() {
        text.extend_from_slice(change.tag().to_string().as_bytes());
        text.extend_from_slice(change.value());
        if !change.value().ends_with(b"\n") {
            text.extend_from_slice(b"\n\\ No newline at end of file\n");
        }
    }
}
