//! The fast path finds only requests clean in which the strict reader and the rules find nothing, and gives their order ID.
//!
//! The data are texts with a byte of 0 between them. The template learns from those that are clean.

#![no_main]

use hpplint::check::Options;
use hpplint::check::template::Template;
use hpplint::{lint, request};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let options = Options::default();
    let mut template = Template::new(&options);
    for text in data.split(|byte| *byte == 0) {
        if let Some(clean) = template.read(text, 0) {
            let found = str::from_utf8(&text[..clean.end]).expect("UTF-8");
            let findings = lint(found, &options);
            assert!(findings.is_empty(), "{}: {found}", findings[0].rule.code);
            assert!(!clean.is_line || !found.contains('\n'), "{found}");
            let order_id = request::read(found).and_then(|request| request.order_id);
            assert_eq!(order_id, Some(&*format!("\"{}\"", &found[clean.order_id])), "{found}");
        } else if let Ok(text) = str::from_utf8(text)
            && lint(text, &options).is_empty()
        {
            template.learn(text);
        }
    }
});
