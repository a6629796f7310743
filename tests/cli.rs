//! Command lines that cannot be files in `tests/cmd/`: generated inputs, many runs with the same result, links, unusual
//! file names, terminals (contract §4, §8–§10).

mod expectations;
mod gitignore;
mod inputs;
mod left_out;
mod lists;
mod markdown;
mod options;
mod outputs;
mod page;
mod runners;
mod settings;
#[cfg(unix)]
mod terminal;
