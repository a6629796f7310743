//! How a source is cut into blocks.

use hpplint::input::{Blocks, Frames, SourceKind};

/// The bytes of the blocks and of the gaps between them, and the number of requests.
fn rebuild(source: &[u8], kind: SourceKind) -> (Vec<u8>, usize) {
    let mut blocks = Blocks::new(source, 64, kind, Vec::new()).with_gaps();
    let (mut whole, mut requests) = (Vec::new(), 0);
    while let Some(block) = blocks.next(&mut Vec::new()).unwrap() {
        requests = usize::saturating_add(requests, Frames::new(&block).count());
        if !block.is_truncated {
            whole.extend(block.bytes);
        }
    }
    (whole, requests)
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
