//! How copies of an input are shown: exactly, or safely and in colour.

use std::borrow::Cow;

use crate::text::{Tone, escape_lines, paint};

/// How copies of an input are shown.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Look {
    /// Whether what is hostile is escaped, because people or a CI runner read it.
    pub(crate) escapes: bool,
    /// Whether a diff is coloured.
    pub(crate) color: bool,
}

impl Look {
    /// The bytes as they are shown.
    pub(crate) fn shown(self, bytes: &[u8]) -> Cow<'_, [u8]> {
        if !self.escapes {
            return Cow::Borrowed(bytes);
        }
        let text = String::from_utf8_lossy(bytes);
        Cow::Owned(escape_lines(&text).into_owned().into_bytes())
    }

    /// Appends a line of a diff, after its sign, in this tone. Its line break, if it has one, is not coloured.
    pub(super) fn push(self, sign: &str, line: &[u8], tone: Option<Tone>, text: &mut Vec<u8>) {
        let Some(tone) = tone.filter(|_| self.color) else {
            text.extend_from_slice(sign.as_bytes());
            text.extend_from_slice(&self.shown(line));
            return;
        };
        let shown = self.shown(line);
        let content = shown.strip_suffix(b"\n").unwrap_or(&shown);
        let content = content.strip_suffix(b"\r").unwrap_or(content);
        let end = shown.get(content.len()..).unwrap_or_default();
        let content = format!("{sign}{}", String::from_utf8_lossy(content));
        text.extend_from_slice(paint(content, tone, true).as_bytes());
        text.extend_from_slice(end);
    }
}
