//! Runs of the program inside the test's process. The fuzz targets use this file as well.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use clap::Parser;
use hpplint::app::console::Console;
use hpplint::cli::Cli;

/// The result of a run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Outcome {
    pub(crate) fn new(status: i32, stdout: impl Into<String>, stderr: impl Into<String>) -> Self {
        Self { status, stdout: stdout.into(), stderr: stderr.into() }
    }
}

/// A writer whose content can be read afterwards.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// How many bytes are read at a time in the test's process: fewer than usual, so that short texts have several blocks.
pub(crate) const BLOCK: usize = 64 * 1024;

/// The command line with these arguments.
pub(crate) fn parse(args: &[&str]) -> Cli {
    let cli = Cli::try_parse_from([&["hpplint"], args].concat()).unwrap();
    Cli { block_bytes: BLOCK, ..cli }
}

/// Runs the linter in this process, without colour and 100 columns wide.
pub(crate) fn lint_as(cli: &Cli, stdin: impl Read + Send + 'static) -> Outcome {
    let (stdout, mut stderr) = (Shared::default(), Vec::new());
    let console = Console {
        stdin: Box::new(stdin),
        stdout: Box::new(stdout.clone()),
        stdout_file: None,
        stderr: &mut stderr,
        color: false,
        summary_color: false,
        offers_help: false,
        shows_copies: false,
        width: 100,
        folder: PathBuf::new(),
        progress: false,
    };
    let status = hpplint::app::run(cli, console) as i32;
    let stdout = std::mem::take(&mut *stdout.0.lock().unwrap());
    Outcome::new(status, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}
