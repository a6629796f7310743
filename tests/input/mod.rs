//! How a source is cut into blocks.

mod container;
mod file_type;

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
