//! The strict reader reads what `serde_json` reads: it accepts the same texts, with the same values of the fields, at the
//! same places (contract §1). What it does not accept has an error within the text.

#![no_main]

use hpplint::json::syntax::SyntaxError;
use hpplint::request::{Request, Scratch, read, read_into};
use libfuzzer_sys::fuzz_target;
use reference::Reference;

#[path = "../../tests/request/reference.rs"]
mod reference;

fn describe(mut request: Request) -> String {
    request.duplicates.sort_by_key(|duplicate| duplicate.last.as_ptr());
    format!("{request:?}")
}

fuzz_target!(|text: &str| {
    let expected = Reference::read(text).map(describe);
    assert_eq!(read(text).map(describe), expected);
    // The second time, the buffers and the layout of the first one are used again.
    let mut scratch = Scratch::default();
    if let Some(request) = read_into(text, &mut scratch) {
        scratch.recycle(request);
    }
    assert_eq!(read_into(text, &mut scratch).map(describe), expected);
    if expected.is_none() {
        let span = SyntaxError::of(text).span;
        assert!(span.start <= span.end && text.get(span.start..span.end).is_some(), "{span:?}");
    }
});
