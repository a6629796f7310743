//! A request's text without its confidential parts (`--redact`): keys, numbers and punctuation are shown; strings and
//! personal data are not. The only string that is shown is the currency code.
//!
//! After the first syntax error it is unknown what is a string. From there on, nothing is shown.

use std::ops::Range;

use iso_currency::Currency;
use memchr::memchr;

use crate::json::{self, Cursor, Span, unquote};

/// What is shown for a string.
pub const STRING: &str = "\"…\"";

/// What is shown for anything else.
const OTHER: &str = "…";

/// A text with its confidential parts replaced, and the mapping between its offsets and those of the real text.
#[derive(Debug)]
pub struct Redacted {
    text: String,
    /// The replaced ranges, in order.
    hidden: Vec<Hidden>,
}

/// A range of the real text, and the range that replaces it.
#[derive(Debug)]
struct Hidden {
    real: Range<usize>,
    shown: Range<usize>,
}

impl Redacted {
    /// Replaces the confidential parts of a text. The number of lines stays the same.
    pub fn new(text: &str) -> Self {
        let valid = text.get(..json::valid_up_to(text)).unwrap_or_default();
        let mut redacted = Self { text: String::with_capacity(text.len()), hidden: Vec::new() };
        let (mut copied, mut at) = (0, 0);
        while let Some(quote) = valid.get(at..).and_then(|rest| memchr(b'"', rest.as_bytes())) {
            let start = at + quote;
            let mut cursor = Cursor::new_at(valid, start);
            let mut value = start..value_end(&mut cursor, valid);
            if is_key(&mut cursor) {
                let key = unquote(valid.get(value).unwrap_or_default());
                if !is_personal(&String::from_utf8_lossy(&json::decode_key(key))) {
                    at = cursor.at();
                    if key == "currency" {
                        at += currency(valid, at);
                    }
                    continue;
                }
                value = cursor.at()..value_end(&mut cursor, valid);
            }
            redacted.text.push_str(valid.get(copied..value.start).unwrap_or_default());
            (copied, at) = (value.end, value.end);
            let is_string = valid.as_bytes().get(value.start) == Some(&b'"');
            redacted.hide(text, value, if is_string { STRING } else { OTHER });
        }
        redacted.text.push_str(valid.get(copied..).unwrap_or_default());
        redacted.hide(text, valid.len()..text.len(), OTHER);
        redacted
    }

    /// Appends `mark` for each line of a range of the real text.
    fn hide(&mut self, text: &str, range: Range<usize>, mark: &str) {
        let mut start = range.start;
        for line in text.get(range).unwrap_or_default().split_inclusive('\n') {
            let (body, rest) = (line.trim_ascii(), line.trim_ascii_start());
            let (before, after) = (line.strip_suffix(rest), rest.strip_prefix(body));
            self.text.push_str(before.unwrap_or_default());
            if !body.is_empty() {
                let real = start + before.map_or(0, str::len);
                let shown = self.text.len();
                self.text.push_str(mark);
                let (real, shown) = (real..real + body.len(), shown..self.text.len());
                self.hidden.push(Hidden { real, shown });
            }
            self.text.push_str(after.unwrap_or_default());
            start += line.len();
        }
    }

    /// The text to be shown.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span that shows a span of the real text. A range that is partly in it is in it as a whole.
    pub fn shown(&self, span: Span) -> Span {
        let start = self.hidden.partition_point(|hidden| hidden.real.end <= span.start);
        let start = match self.hidden.get(start) {
            Some(hidden) if hidden.real.start <= span.start => hidden.shown.start,
            _ => self.translate(start, span.start, |hidden| (hidden.real.end, hidden.shown.end)),
        };
        let end = self.hidden.partition_point(|hidden| hidden.real.end < span.end);
        let end = match self.hidden.get(end) {
            Some(hidden) if hidden.real.start < span.end => hidden.shown.end,
            _ => self.translate(end, span.end, |hidden| (hidden.real.end, hidden.shown.end)),
        };
        Span { start, end: end.max(start) }
    }

    /// The offset in the real text of an offset in the shown text that is not within a replaced range.
    pub fn real(&self, shown: usize) -> usize {
        let index = self.hidden.partition_point(|hidden| hidden.shown.end <= shown);
        self.translate(index, shown, |hidden| (hidden.shown.end, hidden.real.end))
    }

    /// Translates an offset after the first `index` hidden ranges. `ends` returns a range's end in the text of the offset,
    /// and in the other text.
    fn translate(&self, index: usize, offset: usize, ends: impl Fn(&Hidden) -> (usize, usize)) -> usize {
        let (from, to) = index.checked_sub(1).and_then(|last| self.hidden.get(last)).map_or((0, 0), ends);
        offset.saturating_sub(from) + to
    }
}

/// Whether a key names personal data: one of the `merchant_customer_…` parameters, however it is written. No message
/// shows its value.
pub(crate) fn is_personal(key: &str) -> bool {
    let letters: String = key.chars().filter(|letter| letter.is_alphanumeric()).collect();
    letters.to_lowercase().starts_with("merchantcustomer")
}

/// Reads a value, and returns its end; the text's end if the value is cut short.
fn value_end(cursor: &mut Cursor, text: &str) -> usize {
    cursor.skip_value().map_or(text.len(), |()| cursor.at())
}

/// Whether the string that was read is a key. If so, reads up to its value.
fn is_key(cursor: &mut Cursor) -> bool {
    cursor.skip_white_space();
    let is_key = cursor.eat(b':');
    cursor.skip_white_space();
    is_key
}

/// The length of the value that begins at `start` if it is a currency code, which is not confidential; else 0.
fn currency(text: &str, start: usize) -> usize {
    let value = text.get(start..start + "\"TRY\"".len()).unwrap_or_default();
    Currency::from_code(unquote(value)).map_or(0, |_| value.len())
}
