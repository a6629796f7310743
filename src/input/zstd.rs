//! zstd (RFC 8878).

use zstd_safe::{DCtx, DParameter, InBuffer, OutBuffer, get_error_name};

use super::decode::{Decode, Decoded};

/// The binary logarithm of the largest window that a frame may need, in bytes: 128 MiB, the limit of the `zstd` program.
const MAX_WINDOW_LOG: u32 = 27;

/// The most bytes of the header of a frame.
const MAX_HEADER: usize = 18;

/// Decodes frames of zstd, one after the other. It passes over skippable frames.
pub(super) struct Zstd {
    context: DCtx<'static>,
    /// How many bytes the decoder needs for its next step; 0 between two frames.
    wanted: usize,
}

impl Zstd {
    pub(super) fn new() -> Self {
        let mut context = DCtx::create();
        // The limit is also zstd's own, so that an error changes nothing.
        let _ = context.set_parameter(DParameter::WindowLogMax(MAX_WINDOW_LOG));
        Self { context, wanted: 0 }
    }
}

impl Decode for Zstd {
    fn decode(&mut self, input: &[u8], output: &mut [u8]) -> Decoded {
        // With more than one block at a time, an error in the last one would lose the text of all.
        let wanted = if self.wanted == 0 { MAX_HEADER } else { self.wanted };
        let mut input = InBuffer::around(input.get(..wanted).unwrap_or(input));
        let mut output = OutBuffer::around(output);
        let result = self.context.decompress_stream(&mut output, &mut input);
        let error = match result {
            Ok(wanted) => {
                self.wanted = wanted;
                None
            }
            Err(code) => Some(message(get_error_name(code))),
        };
        Decoded { read: input.pos(), written: output.pos(), error }
    }

    fn is_complete(&self) -> bool {
        self.wanted == 0
    }
}

/// The message of an error that zstd calls `name`.
fn message(name: &str) -> String {
    if name.contains("too much memory") {
        return format!("it needs a window of more than {} MiB", (1_u32 << MAX_WINDOW_LOG) >> 20);
    }
    name.to_ascii_lowercase()
}
