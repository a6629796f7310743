//! Finds the requests in any text (contract §8): JSON objects with `amount` and `basket` of their own, also in JSON strings
//! and in the quotes of shells and programming languages.
//!
//! Each `{` that can begin an object is read strictly. What a walk has read is not read again, so this takes linear time.
//! Text in quotes is decoded, and searched in the same way.

use std::cmp::Reverse;
use std::iter::Peekable;
use std::sync::Arc;

use memchr::memchr;
use memchr::memmem::{self, FindIter};

use super::walk::Walk;
use crate::input::lines::{last_boundary, next_boundary};
use crate::json::{Span, leading_white_space};
use crate::text::Quoting;

/// How many levels of quotes are decoded.
const MAX_LEVELS: usize = 4;

/// A text without these has no request: the keys without their first letter, which may be in upper case, and the letters in
/// them if they are escaped.
const MARKERS: [&str; 4] = ["asket", "mount", "u006", "u007"];

/// What is found in a text.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The requests, in order.
    pub(crate) requests: Vec<Place>,
    /// The objects that have only one of `amount` and `basket`.
    pub(crate) halves: Vec<Span>,
    /// Where objects begin that more text could continue.
    pub(super) unclosed: Vec<usize>,
    /// Where `basket` is named, in text that cannot be read.
    pub(crate) texts: Vec<usize>,
    /// The names of files that are bodies of requests.
    pub(crate) files: Vec<Span>,
}

/// Where a request is in a text.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// From its first bracket to its last one.
    pub(crate) span: Span,
    /// The quotes that it is in, the outermost first.
    pub(crate) quotings: Vec<Quoting>,
    /// The name of the request whose body it is, if it has one.
    pub(crate) name: Option<Arc<str>>,
}

impl Found {
    /// What is found in bytes, which may be UTF-8 only in part.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
            return Self::in_text(text, 0);
        }
        let (mut found, mut start) = (Self::default(), 0);
        for chunk in bytes.utf8_chunks() {
            // What is not UTF-8 is not JSON either.
            found.unclosed.clear();
            found.add(Self::in_text(chunk.valid(), 0), |span| span.shifted(start));
            start += chunk.valid().len() + chunk.invalid().len();
        }
        found
    }

    /// What is found in a text that was decoded so many times.
    pub(super) fn in_text(text: &str, level: usize) -> Self {
        Search::new(text, level, false).run()
    }

    /// What is found in quotes, which are in a text that was decoded so many times, and where they are closed. `is_quoted`
    /// says whether a single quote is before them.
    pub(super) fn in_quotes(quoted: &str, quoting: Quoting, level: usize, is_quoted: bool) -> (Self, usize) {
        let (text, places) = quoting.decode(quoted);
        let mut inner = Search::new(&text, level + 1, is_quoted).run();
        // Text after the closing quote cannot continue an object before it.
        if places.length < quoted.len() {
            inner.unclosed.clear();
        }
        inner.requests.iter_mut().for_each(|place| place.quotings.insert(0, quoting));
        let mut found = Self::default();
        found.add(inner, |span| places.span(span));
        (found, places.length)
    }

    /// Sorts the requests, and keeps one of those that are found twice. Of those in requests, none counts.
    fn settle(&mut self) {
        self.requests.sort_by_key(|place| (place.span.start, Reverse(place.span.end), place.quotings.len()));
        self.requests.dedup_by(|later, place| later.span.end <= place.span.end);
        self.halves.sort_unstable();
        self.halves.dedup();
        let requests = &self.requests;
        self.halves.retain(|half| {
            let next = requests.partition_point(|place| place.span.start <= half.start);
            next.checked_sub(1)
                .and_then(|last| requests.get(last))
                .is_none_or(|place| half.start >= place.span.end)
        });
    }

    /// Adds what is found in a part of the text, whose spans `place` translates.
    pub(super) fn add(&mut self, inner: Self, place: impl Fn(Span) -> Span) {
        let places = inner.requests.into_iter().map(|it| Place { span: place(it.span), ..it });
        self.requests.extend(places);
        self.halves.extend(inner.halves.into_iter().map(&place));
        let offset = |start| place(Span { start, end: start }).start;
        self.unclosed.extend(inner.unclosed.into_iter().map(offset));
        self.texts.extend(inner.texts.into_iter().map(offset));
    }
}

/// A search in a text.
struct Search<'t> {
    text: &'t str,
    /// How many times the text was decoded.
    level: usize,
    /// Whether a single quote is before the text.
    is_quoted: bool,
    found: Found,
    /// The walks that have read further than the search is. There are two at most: a quote begins a string in one of them,
    /// and ends one in the other.
    walks: Vec<Walk>,
    /// Where the last request ends that is found in quotes: the text before is searched.
    decoded: usize,
    /// The next line break over which no object continues.
    boundary: usize,
    /// Up to where quotes of each kind are decoded, so that they are not decoded again from a later brace.
    tried: Vec<(Quoting, usize)>,
}

impl<'t> Search<'t> {
    fn new(text: &'t str, level: usize, is_quoted: bool) -> Self {
        Self {
            text,
            level,
            is_quoted,
            found: Found::default(),
            walks: Vec::new(),
            decoded: 0,
            boundary: 0,
            tried: Vec::new(),
        }
    }

    fn run(mut self) -> Found {
        let bytes = self.text.as_bytes();
        let mut markers = MARKERS.map(|marker| memmem::find_iter(bytes, marker).peekable());
        let mut at = 0;
        while let Some(marker) = markers.iter_mut().filter_map(|marker| next(marker, at)).min() {
            // An object around the marker begins before it.
            at = self.read_before(marker, at).max(marker + 1);
        }
        // An object that is open at the end may have its keys in the text that follows.
        self.read_before(bytes.len(), at);
        self.found.settle();
        self.found
    }

    /// Looks for requests that begin at or after `at`, and can continue after `end`. Returns where the search goes on.
    fn read_before(&mut self, end: usize, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = last_boundary(bytes, at, end).unwrap_or(at);
        while let Some(brace) = bytes.get(at..end).and_then(|before| memchr(b'{', before)) {
            at = self.read(at + brace);
        }
        at
    }

    /// Looks for requests at a `{`. Returns where the search goes on.
    fn read(&mut self, brace: usize) -> usize {
        let bytes = self.text.as_bytes();
        let after = bytes.get(brace + 1..).unwrap_or_default();
        let first = brace + 1 + leading_white_space(after);
        self.walks.retain(|walk| walk.end > brace);
        match bytes.get(first..).unwrap_or_default() {
            [b'"', b'"', rest @ ..] if !is_value_next(rest) => self.decode(brace, &[Quoting::Doubled]),
            [b'"', ..] if !self.walks.iter().any(|walk| walk.knows(brace)) => return self.walk(brace),
            [b'\\', ..] if self.is_after_quote(brace) => {
                self.decode(brace, &[Quoting::Single, Quoting::Json]);
            }
            [b'\\', ..] => self.decode(brace, &[Quoting::Json, Quoting::Shell]),
            [b'^', ..] => self.decode(brace, &[Quoting::Cmd]),
            [b'`', ..] => self.decode(brace, &[Quoting::PowerShell]),
            [b'&', b'q', b'u', b'o', b't', b';', ..] | [b'&', b'#', b'3', b'4', b';', ..] => {
                self.decode(brace, &[Quoting::Html]);
            }
            [] => self.found.unclosed.push(brace),
            _ => {}
        }
        brace + 1
    }

    fn walk(&mut self, brace: usize) -> usize {
        let walk = Walk::new(self.text, brace);
        if walk.is_in_request(brace) && self.is_decoded_by_shell(brace, walk.end) {
            let known = self.found.requests.len();
            self.decode(brace, &[Quoting::Single]);
            if self.found.requests.get(known).is_some_and(|place| place.span.start == brace) {
                return self.decoded;
            }
        }
        if walk.is_open {
            self.found.unclosed.extend(walk.unclosed());
        }
        let places = walk.requests.iter().map(|span| Place { span: *span, quotings: Vec::new(), name: None });
        self.found.requests.extend(places);
        self.found.halves.extend(&walk.halves);
        let (is_complete, end) = (walk.is_complete, walk.end);
        if walk.is_in_request(brace) {
            return end;
        }
        self.walks.push(walk);
        if !is_complete && self.is_after_quote(brace) {
            self.decode(brace, &[self.single_quoting(brace), Quoting::Php]);
        }
        brace + 1
    }

    fn is_after_quote(&self, brace: usize) -> bool {
        match self.text.as_bytes().get(..brace).and_then(<[u8]>::last) {
            Some(before) => *before == b'\'',
            None => self.is_quoted,
        }
    }

    /// Whether an object begins the text of `$'…'` of a shell, which decodes its escapes before it is JSON: `\u0021` is
    /// `!` in it, although JSON has this escape as well.
    fn is_decoded_by_shell(&self, brace: usize, end: usize) -> bool {
        let bytes = self.text.as_bytes();
        bytes.get(..brace).is_some_and(|before| before.ends_with(b"$'"))
            && bytes.get(brace..end).is_some_and(|object| memchr(b'\\', object).is_some())
    }

    /// How the text at a `{` in single quotes is written, as the first quote in it tells.
    fn single_quoting(&self, brace: usize) -> Quoting {
        let rest = self.text.get(brace..).unwrap_or_default();
        let quote = rest.find('\'').and_then(|quote| rest.get(quote..)).unwrap_or_default();
        let is_shell = [r"'\''", "'\"'\"'"].iter().any(|escape| quote.starts_with(escape));
        if is_shell { Quoting::ShellSingle } else { Quoting::Single }
    }

    /// Searches the text that begins with a `{` in quotes of one of these kinds: the one that gives the outermost request.
    fn decode(&mut self, brace: usize, quotings: &[Quoting]) {
        if brace < self.decoded || self.walks.iter().any(|walk| walk.is_in_request(brace)) {
            return;
        }
        // Quotes of a shell or a language are not in others, nor in JSON that is valid.
        let is_outermost = self.level == 0 && !self.walks.iter().any(|walk| walk.is_complete);
        let possible = quotings.iter().take(if is_outermost { quotings.len() } else { 1 });
        // If a text is read in the wrong way, requests may be found in its objects, but not the one around them.
        let first = |found: &Found| found.requests.first().map_or(usize::MAX, |place| place.span.start);
        let mut best = None;
        for quoting in possible {
            if self.tried.iter().any(|(tried, end)| tried == quoting && brace < *end) {
                continue;
            }
            let (mut inner, end) = self.inner(brace, *quoting);
            self.tried.retain(|(tried, _)| tried != quoting);
            self.tried.push((*quoting, end));
            // More text may show that it is to be read in this way.
            self.found.unclosed.append(&mut inner.unclosed);
            let ends = inner.requests.iter().map(|place| place.span.end);
            self.decoded = ends.fold(self.decoded, usize::max);
            let is_whole = first(&inner) == brace;
            if best.as_ref().is_none_or(|best| first(&inner) < first(best)) {
                best = Some(inner);
            }
            if is_whole {
                break;
            }
        }
        self.found.add(best.unwrap_or_default(), |span| span);
    }

    /// What is found in the text that begins at an offset in quotes, and where the text ends: at a line break over which no
    /// object continues at the latest.
    fn inner(&mut self, start: usize, quoting: Quoting) -> (Found, usize) {
        if self.level == MAX_LEVELS {
            return (Found::default(), start + 1);
        }
        if self.boundary <= start {
            self.boundary = next_boundary(self.text.as_bytes(), start);
        }
        let text = self.text.get(start..self.boundary).unwrap_or_default();
        let (mut inner, length) = Found::in_quotes(text, quoting, self.level, self.is_after_quote(start));
        if self.boundary < self.text.len() {
            inner.unclosed.clear();
        }
        let mut found = Found::default();
        found.add(inner, |span| span.shifted(start));
        (found, start + length)
    }
}

/// The next marker at or after an offset.
fn next(markers: &mut Peekable<FindIter<'_, '_>>, at: usize) -> Option<usize> {
    while markers.next_if(|marker| *marker < at).is_some() {}
    markers.peek().copied()
}

/// Whether a text begins with a colon, or may do so when more of it is read. White space before it may be escaped.
fn is_value_next(mut text: &[u8]) -> bool {
    loop {
        text = text.get(leading_white_space(text)..).unwrap_or_default();
        match text {
            [b'\\', b't' | b'n' | b'r', rest @ ..] => text = rest,
            _ => return matches!(text, [] | [b'\\'] | [b':', ..]),
        }
    }
}
