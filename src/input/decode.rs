//! What decoders of compressed sources have in common.

/// A decoder that is fed with compressed bytes.
pub(super) trait Decode {
    /// Decompresses the next bytes of `input` to `output`. An empty `input` is the end.
    fn decode(&mut self, input: &[u8], output: &mut [u8]) -> Decoded;

    /// Whether the bytes so far are complete: no member or frame is begun and not ended.
    fn is_complete(&self) -> bool;
}

/// The result of a step of a decoder.
pub(super) struct Decoded {
    /// How many bytes of the input were read.
    pub(super) read: usize,
    /// How many bytes were written to the output, also before an error.
    pub(super) written: usize,
    pub(super) error: Option<String>,
}
