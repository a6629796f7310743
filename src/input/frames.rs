//! Finds the requests of a block. Each is a range of the block's bytes.

use std::ops::Range;
use std::sync::Arc;
use std::vec;

use memchr::{memchr, memmem};

use super::block::{Block, FrameError, Shape};
use super::boundary::BoundaryScanner;
use super::inside::{Found, Place, Unchecked, texts};
use super::lines::{LineCount, column_after, is_bracket};
use super::recovery::divisions;
use crate::json::{is_white_space, leading_white_space, trim_end};
use crate::text::{Position, Quoting};

/// One request of a block.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its bytes, without white space around them.
    pub range: Range<usize>,
    /// The number of line breaks before it in the block, if it is known.
    pub line_breaks: Option<u64>,
    /// Why it is not a request, if that is known without reading it.
    pub error: Option<FrameError>,
    /// The quotes that it is in, the outermost first.
    pub quotings: Vec<Quoting>,
    /// The name of the request whose body it is, if it has one.
    pub name: Option<Arc<str>>,
    /// Whether its end was guessed, without a scan of its structure.
    is_guess: bool,
    /// Whether it is a part of a broken request that was divided.
    is_final: bool,
    /// Its end with the white space after it.
    end: usize,
}

/// The requests of a block, in order.
#[derive(Debug)]
pub struct Frames<'b> {
    block: &'b Block,
    position: usize,
    /// The next frames, which are those of a request that was divided.
    divided: vec::IntoIter<Frame>,
    /// Before this offset, ends are not guessed, but found by the structure: a guess was wrong.
    guess_from: usize,
    /// The end of the line that the position is on.
    line_end: usize,
    /// The end of the line before the next one that begins with `{`.
    opening: usize,
    /// An offset, and the number of bytes before it on its line.
    column: (usize, usize),
    /// The element of the array that must come next; `None` if a comma or the array's end must.
    element: Option<Element>,
    /// What a search has found besides requests.
    unchecked: Unchecked,
    lines: LineCount,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    First,
    AfterComma,
}

impl<'b> Frames<'b> {
    /// The requests of `block`.
    pub fn new(block: &'b Block) -> Self {
        let element = match block.shape {
            Shape::Array { is_start: true } => Some(Element::First),
            Shape::Array { is_start: false } => Some(Element::AfterComma),
            _ => None,
        };
        let (divided, column) = (vec::IntoIter::default(), (0, block.column));
        let unchecked = Unchecked::default();
        let mut frames = Self {
            block,
            position: 0,
            divided,
            guess_from: 0,
            line_end: 0,
            opening: 0,
            column,
            element,
            unchecked,
            lines: LineCount::default(),
        };
        match block.shape {
            Shape::Inside | Shape::Container(_) => frames.search(),
            // Requests in it that are alone on their lines are checked, others are not.
            Shape::Invalid(FrameError::NotJson(kind)) if kind.is_text() => drop(frames.find()),
            _ => {}
        }
        frames
    }

    /// What is between the requests of a block that is searched.
    pub fn unchecked(&self) -> Unchecked {
        self.unchecked
    }

    /// The position after the bytes of the block, in the block itself.
    pub fn end(&self) -> Position {
        Position::after_lines(self.lines.total(&self.block.bytes), &self.block.bytes)
    }

    /// The end of the line at an offset.
    fn end_of_line(&mut self, start: usize) -> usize {
        let rest = self.block.bytes.get(start..).unwrap_or_default();
        let end = start + memchr(b'\n', rest).unwrap_or(rest.len());
        self.lines.skip(&self.block.bytes, start..end);
        end
    }

    /// Searches for requests in other text.
    fn search(&mut self) {
        let found = self.find();
        let frame = |Place { span, quotings, name }: Place| {
            let frame = match *quotings {
                [] => self.limited(span.start, span.end),
                // It is shorter than it is written.
                _ => self.frame(span.start, span.end, None),
            };
            Frame { is_final: true, quotings, name, ..frame }
        };
        let frames: Vec<Frame> = found.requests.into_iter().map(frame).collect();
        self.divided = frames.into_iter();
    }

    /// What is found in other text. Counts what cannot be checked.
    fn find(&mut self) -> Found {
        let bytes = &self.block.bytes;
        let found = self.in_container().unwrap_or_else(|| {
            let mut found = Found::of(bytes);
            found.texts = texts(bytes, &found);
            found
        });
        self.unchecked = Unchecked::of(bytes, &found);
        found
    }

    /// What is found in the bodies that the block holds; `None` if it is not a file that holds them.
    fn in_container(&self) -> Option<Found> {
        let Shape::Container(container) = self.block.shape else { return None };
        let text = simdutf8::basic::from_utf8(&self.block.bytes).ok()?;
        Some(Found::in_bodies(text, container.contents(text)?))
    }

    /// Where the next request begins, if it is a plain one: not in other text, and not a part of a broken request.
    pub fn next_start(&mut self) -> Option<usize> {
        let is_plain = self.divided.as_slice().is_empty();
        match self.block.shape {
            Shape::Sequence | Shape::Sparse | Shape::Lines if is_plain => {
                self.skip_white_space().map(|_| self.position)
            }
            Shape::Array { .. } if is_plain => {
                if self.skip_white_space()? == b',' && self.element.is_none() {
                    (self.position, self.element) = (self.position + 1, Some(Element::AfterComma));
                    self.skip_white_space()?;
                }
                self.element.map(|_| self.position)
            }
            _ => None,
        }
    }

    /// Takes the next request, which is the JSON object from [`next_start`](Self::next_start) to `end`, and has no line break
    /// if it `is_line`. Returns `None`, and takes nothing, if other text than the usual follows it, or if it is too long.
    pub fn accept(&mut self, end: usize, is_line: bool) -> Option<Frame> {
        let rest = self.block.bytes.get(end..)?;
        let is_array = matches!(self.block.shape, Shape::Array { .. });
        let next = rest.iter().find(|byte| !is_white_space(**byte) || (**byte == b'\n' && !is_array));
        let is_usual = matches!((is_array, next), (true, Some(b',' | b']')) | (false, None | Some(b'\n')));
        let start = self.position;
        (is_usual && end - start <= self.block.max).then(|| {
            if is_line {
                self.lines.skip(&self.block.bytes, start..end);
            }
            (self.position, self.element) = (end, None);
            self.frame(start, end, None)
        })
    }

    /// Divides the last frame, which is not a request, in another way, and returns whether there is one: if its end was
    /// guessed, the structure tells its end; otherwise, requests may be in it. If so, the next frames are those of the same
    /// bytes.
    pub fn reframe(&mut self, frame: &Frame) -> bool {
        let start = frame.range.start;
        if frame.error.is_some() || frame.is_final || self.block.shape == Shape::Lines {
            return false;
        }
        if frame.is_guess {
            self.guess_from = frame.end;
            self.position = start;
            return true;
        }
        let column = self.column_at(start);
        let text = self.block.bytes.get(start..frame.end).unwrap_or_default();
        let starts = divisions(text, column);
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let pieces = starts.iter().zip(ends).map(|(from, to)| (start + from, start + to));
        let pieces = pieces.map(|(start, end)| Frame { is_final: true, ..self.frame(start, end, None) });
        let frames: Vec<Frame> = pieces.filter(|frame| !frame.range.is_empty()).collect();
        let is_divided = frames.len() > 1;
        self.divided = if is_divided { frames.into_iter() } else { vec::IntoIter::default() };
        is_divided
    }

    /// The frame of `start..end` without the white space around it.
    fn frame(&self, start: usize, end: usize, error: Option<FrameError>) -> Frame {
        let bytes = self.block.bytes.get(start..end).unwrap_or_default();
        let range = start + leading_white_space(bytes)..start + trim_end(bytes).len();
        let (quotings, name, line_breaks) = (Vec::new(), None, self.lines.before(range.start));
        Frame { range, line_breaks, error, quotings, name, is_guess: false, is_final: false, end }
    }

    /// The number of bytes before an offset on its line. The offset must not be before the one of the last call.
    fn column_at(&mut self, at: usize) -> usize {
        let (from, column) = self.column;
        let column = column_after(column, self.block.bytes.get(from..at).unwrap_or_default());
        self.column = (at, column);
        column
    }

    /// Advances to the next character that is not white space, and returns it.
    fn skip_white_space(&mut self) -> Option<u8> {
        let rest = self.block.bytes.get(self.position..)?;
        self.position += leading_white_space(rest);
        self.block.bytes.get(self.position).copied()
    }

    fn next_of_sequence(&mut self) -> Option<Frame> {
        self.skip_white_space()?;
        let frame = self.likely_request().unwrap_or_else(|| self.scanned());
        self.position = frame.end;
        Some(frame)
    }

    /// Guesses that the line, or the lines up to the next one that begins with `{`, are one request, if they look like it.
    /// These are the usual cases, and this is faster than a scan. If the guess is wrong, [`reframe`](Self::reframe) is
    /// called.
    fn likely_request(&mut self) -> Option<Frame> {
        let start = self.position;
        if start < self.guess_from {
            return None;
        }
        let rest = self.block.bytes.get(start..).filter(|rest| rest.first() == Some(&b'{'))?;
        if self.line_end <= start {
            self.line_end = self.end_of_line(start);
        }
        let line = self.frame(start, self.line_end, None);
        if self.is_likely(&line) {
            return Some(Frame { is_guess: true, ..line });
        }
        if self.opening <= start {
            self.opening = memmem::find(rest, b"\n{").map_or(self.block.bytes.len(), |next| start + next);
        }
        let lines = self.frame(start, self.opening, None);
        (self.opening > self.line_end && self.is_likely(&lines)).then_some(Frame { is_guess: true, ..lines })
    }

    fn is_likely(&self, frame: &Frame) -> bool {
        let text = self.block.bytes.get(frame.range.clone()).unwrap_or_default();
        text.last() == Some(&b'}') && text.len() <= self.block.max
    }

    /// The frame that begins at the position, by a scan of its structure.
    fn scanned(&mut self) -> Frame {
        let start = self.position;
        let column = self.column_at(start);
        let text = self.block.bytes.get(start..).unwrap_or_default();
        let mut scanner = BoundaryScanner::new(self.block.shape, self.block.max, column);
        let length = scanner.scan(text).unwrap_or(text.len());
        self.limited(start, start + length)
    }

    /// The frame of `start..end`, which is an error if it is longer than allowed.
    fn limited(&self, start: usize, end: usize) -> Frame {
        let mut frame = self.frame(start, end, None);
        if frame.range.len() > self.block.max {
            frame.error = Some(FrameError::TooLong);
            frame.range.end = frame.range.start + self.block.max;
        }
        frame
    }

    fn next_line(&mut self) -> Option<Frame> {
        self.skip_white_space()?;
        let start = self.position;
        let end = self.end_of_line(start);
        let mut frame = self.limited(start, end);
        if self.block.bytes.get(frame.range.clone()).is_some_and(is_bracket) {
            frame.error = Some(FrameError::FirstLine);
        }
        self.position = frame.end;
        Some(frame)
    }

    fn next_of_array(&mut self) -> Option<Frame> {
        loop {
            let byte = self.skip_white_space();
            let element = self.element.take();
            let missing = self.frame(self.position, self.position + 1, Some(FrameError::NoElement));
            match (byte, element) {
                (None, _) | (Some(b']'), None | Some(Element::First)) => return None,
                (Some(b','), None) => {
                    self.position += 1;
                    self.element = Some(Element::AfterComma);
                }
                (Some(b','), Some(_)) | (Some(b']'), Some(Element::AfterComma)) => return Some(missing),
                (Some(_), _) => {
                    let frame = self.scanned();
                    self.position = frame.end;
                    return Some(frame);
                }
            }
        }
    }
}

impl Iterator for Frames<'_> {
    type Item = Frame;

    fn next(&mut self) -> Option<Frame> {
        if let Some(frame) = self.divided.next() {
            self.position = frame.end;
            return Some(frame);
        }
        match self.block.shape {
            Shape::Sequence | Shape::Sparse => self.next_of_sequence(),
            Shape::Lines => self.next_line(),
            Shape::Array { .. } => self.next_of_array(),
            Shape::Gap | Shape::Inside | Shape::Container(_) => None,
            Shape::Invalid(_) if self.position > 0 => None,
            Shape::Invalid(error) => {
                self.position = 1;
                let end = self.block.bytes.len();
                Some(Frame { is_final: true, range: 0..end, ..self.frame(0, end, Some(error)) })
            }
        }
    }
}
