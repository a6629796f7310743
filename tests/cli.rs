//! Runs that no file in `tests/cmd/` can describe: many that must come to the same, inputs that are made, links, odd
//! names, and terminals.

mod expectations;
mod inputs;
mod options;
mod page;
mod settings;
#[cfg(unix)]
mod terminal;
