//! A run of the linter in the test's own process.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use clap::Parser;
use hpplint::app::Status;
use hpplint::app::console::Console;
use hpplint::cli::Cli;

/// What a run comes to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) status: Status,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// What is written, to be looked at afterwards.
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

/// Runs the linter in this process.
pub(crate) fn lint(arguments: &[&str], stdin: impl Read + Send + 'static) -> Outcome {
    let cli = Cli::try_parse_from([&["hpplint"], arguments].concat()).unwrap();
    let (stdout, mut stderr) = (Shared::default(), Vec::new());
    let console = Console {
        stdin: Box::new(stdin),
        stdout: Box::new(stdout.clone()),
        stderr: &mut stderr,
        color: false,
        width: 100,
        folder: PathBuf::new(),
        progress: false,
    };
    let status = hpplint::app::run(&cli, console);
    let stdout = std::mem::take(&mut *stdout.0.lock().unwrap());
    let (stdout, stderr) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    Outcome { status, stdout, stderr }
}
