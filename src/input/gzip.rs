//! gzip (RFC 1952).

use flate2::{Decompress, FlushDecompress, Status};

use super::decode::{Decode, Decoded};

/// The window of gzip is always of 2¹⁵ bytes.
const WINDOW_BITS: u8 = 15;

/// Decodes members of gzip, one after the other.
pub(super) struct Gzip {
    /// The decoder of the member that was begun.
    member: Option<Decompress>,
}

impl Gzip {
    pub(super) fn new() -> Self {
        Self { member: None }
    }
}

impl Decode for Gzip {
    fn decode(&mut self, input: &[u8], output: &mut [u8]) -> Decoded {
        let member = self.member.get_or_insert_with(|| Decompress::new_gzip(WINDOW_BITS));
        let (before_in, before_out) = (member.total_in(), member.total_out());
        let status = member.decompress(input, output, FlushDecompress::None);
        let difference =
            |after: u64, before| usize::try_from(after.saturating_sub(before)).unwrap_or_default();
        let read = difference(member.total_in(), before_in);
        let written = difference(member.total_out(), before_out);
        if matches!(status, Ok(Status::StreamEnd)) {
            self.member = None;
        }
        let error = status.err().map(|error| message(error.message()));
        Decoded { read, written, error }
    }

    fn is_complete(&self) -> bool {
        self.member.is_none()
    }
}

/// The message of an error that zlib describes like this.
fn message(text: Option<&str>) -> String {
    // It says only that the error was found in the call before.
    text.filter(|text| !text.contains("bad state")).unwrap_or("invalid data").to_owned()
}
