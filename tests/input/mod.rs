//! How a source is cut into blocks.

mod container;
mod file_type;

use std::io::Write;
use std::sync::Arc;

use hpplint::input::{Blocks, Frames, SourceKind};

use crate::support::BLOCK;

/// The bytes of the blocks and of the gaps between them, and the number of requests.
fn rebuild(source: &[u8], kind: SourceKind) -> (Vec<u8>, usize) {
    let mut blocks = Blocks::new(source, 64, kind, Vec::new()).with_gaps().with_block_bytes(BLOCK);
    let (mut whole, mut requests) = (Vec::new(), 0);
    while let Some(block) = blocks.next(&mut Vec::new()).unwrap() {
        let mut frames = Frames::new(&block);
        while let Some(frame) = frames.next() {
            let bytes = block.bytes.get(frame.range.clone()).unwrap_or_default();
            let is_whole = serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok();
            if is_whole || !frames.reframe(&frame) {
                requests = usize::saturating_add(requests, 1);
            }
        }
        if !block.is_truncated {
            whole.extend(block.bytes);
        }
    }
    (whole, requests)
}

/// A text in UTF-16, and the error of an array as a whole, are each one request more.
#[test]
fn no_byte_of_a_broken_text_is_lost() {
    let utf16 = |text: &str| {
        [&[0xFF, 0xFE], &*text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat()
    };
    let sources = [
        (utf16(&"{\"a\":1}\n".repeat(4_000)), 1),
        ([utf16(&"{\"a\":1}\n".repeat(4_000)), b"\n  {}\n{}".to_vec()].concat(), 3),
        ([utf16(&"{\"a\":1}".repeat(20)), b"\n{}\n{}\n{}".to_vec()].concat(), 4),
        (b"[ {}\n{} ,\n{}\n ] {}".to_vec(), 5),
        (b"[ {}\n{} ,\n{}\n".to_vec(), 4),
        // What is not JSON is an error at the end.
        (b"curl -d '{\"a\":1}' x\n{}\n\n {\"amount\":1,\n\"basket\":2}\ny".to_vec(), 5),
        ([b"\x89PNG\n", &*vec![b'\n'; 9_000], b"\xff{}\n{}"].concat(), 4),
        (["POST / HTTP/1.1\n{\"a\":\"", &"x".repeat(300_000), "\"}\n{}"].concat().into_bytes(), 3),
        (b"[{\"a\":[\n{\"amount\":1,\"basket\":2}\n{}, {}]\n".to_vec(), 4),
    ];
    for (source, requests) in sources {
        for kind in [SourceKind::File, SourceKind::Stdin] {
            let rebuilt = rebuild(&source, kind);
            assert_eq!(rebuilt.1, requests, "{}", String::from_utf8_lossy(&source));
            assert!(rebuilt.0 == source, "{kind:?}");
        }
    }
}

#[test]
fn requests_after_a_long_one_are_found_and_no_byte_is_lost() {
    let long = format!("{{\"a\":\"{}\"}}", "x".repeat(300_000));
    let sources = [
        (format!("{long}\n{{}}\n{{}}\n"), 3),
        (format!("\u{feff} [{long} , {{}},\n{{}}]\n {{}}\n"), 4),
        (format!("{{}}\n{long}"), 2),
        // The open array is an error of its own.
        (format!("[{{}},{long}"), 3),
        (format!("{{}}{}\n{{}}", " ".repeat(600_000)), 2),
    ];
    for (source, requests) in sources {
        for kind in [SourceKind::File, SourceKind::Stdin] {
            assert!(rebuild(source.as_bytes(), kind) == (source.clone().into_bytes(), requests), "{kind:?}");
        }
    }
}

/// The blocks of a file but the last ones are read by the thread that checks them.
#[test]
fn blocks_of_a_file_are_read_later_and_end_with_the_file() {
    let text = format!("{}\n", "{\"a\": 1}".repeat(50)).repeat(200);
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let open = || {
        let file = Arc::new(file.reopen().unwrap());
        let blocks = Blocks::new(Arc::clone(&file), 10_000, SourceKind::File, Vec::new());
        blocks.with_block_bytes(1_000).with_length(text.len() as u64).with_file(file)
    };
    let (mut blocks, mut whole, mut later) = (open(), Vec::new(), 0);
    let mut buffer = b"of another block".repeat(100);
    while let Some(mut block) = blocks.next(&mut Vec::new()).unwrap() {
        later += usize::from(block.bytes.is_empty());
        block.read(&mut buffer).unwrap();
        whole.extend(block.bytes);
    }
    assert!(whole == text.as_bytes() && later > 50, "{later}");
    // What is cut off of a file that becomes shorter is shorter too.
    let (mut blocks, mut cut) = (open(), Vec::new());
    cut.extend(blocks.next(&mut Vec::new()).unwrap());
    cut.extend(blocks.next(&mut Vec::new()).unwrap());
    file.as_file().set_len(500).unwrap();
    let lengths = cut.iter_mut().map(|block| {
        block.read(&mut Vec::new()).unwrap();
        block.bytes.len()
    });
    assert!(lengths.sum::<usize>() <= 1_000);
    while blocks.next(&mut Vec::new()).unwrap().is_some() {}
}
