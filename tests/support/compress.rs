//! Compressed texts.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use zstd_safe::{CCtx, CParameter, InBuffer, OutBuffer};

/// Compresses a text.
type Compress = fn(&[u8]) -> Vec<u8>;

/// The extensions of compressed files, and how they are made.
pub(crate) const COMPRESSIONS: [(&str, Compress); 2] = [("gz", gzip), ("zst", zstd)];

/// One member of gzip.
pub(crate) fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// One frame of zstd, with a checksum.
pub(crate) fn zstd(text: &[u8]) -> Vec<u8> {
    let mut context = CCtx::create();
    context.set_parameter(CParameter::ChecksumFlag(true)).unwrap();
    let mut frame = vec![0; zstd_safe::compress_bound(text.len())];
    let length = context.compress2(&mut frame[..], text).unwrap();
    frame.truncate(length);
    frame
}

/// Parts of one member of gzip, which is not ended: each can be decompressed as soon as it is there.
pub(crate) fn flushed_gzip(texts: &[String]) -> Vec<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let mut part = |text: &String| {
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.flush().unwrap();
        std::mem::take(encoder.get_mut())
    };
    texts.iter().map(&mut part).collect()
}

/// The same of one frame of zstd.
pub(crate) fn flushed_zstd(texts: &[String]) -> Vec<Vec<u8>> {
    let mut context = CCtx::create();
    let mut part = |text: &String| {
        let mut part = vec![0; zstd_safe::compress_bound(text.len()) + 100];
        let mut output = OutBuffer::around(&mut part[..]);
        context.compress_stream(&mut output, &mut InBuffer::around(text.as_bytes())).unwrap();
        assert_eq!(context.flush_stream(&mut output).unwrap(), 0);
        let length = output.pos();
        part.truncate(length);
        part
    };
    texts.iter().map(&mut part).collect()
}
