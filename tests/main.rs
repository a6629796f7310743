//! All tests, in one binary. `cargo test --test all MODULE::` runs the tests of one module.
//!
//! `BLESS=1 cargo test` rewrites the files that hold expected output: `fixtures/**/*.out`, `tests/cmd/`,
//! `tests/formats/`, README. Read the diff before you commit it.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that panics has failed, and says where"
)]

mod causes;
mod cli;
mod cmd;
mod compressed;
mod containers;
mod find;
mod fix;
mod fixtures;
mod floors;
mod formats;
mod generate;
mod hooks;
mod input;
mod json;
mod large;
mod library;
mod oracle;
mod readme;
mod redact;
mod request;
mod riddles;
mod rules;
mod schema;
mod streams;
mod support;
mod template;
mod text;
