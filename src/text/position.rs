//! Lines and columns (contract §9). They are counted only for what is shown.

/// A position in an input. All numbers count from 1; columns count characters (Unicode scalar values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u64,
    /// The column.
    pub column: u64,
    /// The column in bytes.
    pub byte: u64,
}

impl Position {
    /// The first character of an input.
    pub const START: Self = Self { line: 1, column: 1, byte: 1 };

    /// The number of bytes before it on its line.
    pub fn column_in_bytes(self) -> usize {
        usize::try_from(self.byte).unwrap_or(usize::MAX).saturating_sub(1)
    }

    /// The position after `bytes`, which begin at this one.
    pub fn after(self, bytes: &[u8]) -> Self {
        let newlines = memchr::memchr_iter(b'\n', bytes).count() as u64;
        let last_line = memchr::memrchr(b'\n', bytes).and_then(|newline| bytes.get(newline + 1..));
        let (line, column, byte) = match last_line {
            Some(last_line) => (last_line, 1, 1),
            None => (bytes, self.column, self.byte),
        };
        Self { line: self.line + newlines, column: column + characters(line), byte: byte + line.len() as u64 }
    }
}

/// The number of characters that begin in `bytes`: every byte that is not a continuation byte of UTF-8.
fn characters(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(byte & 0xC0 != 0x80)).sum()
}
