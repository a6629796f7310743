//! Streams give the same answers on any number of threads and wherever blocks end, immediately in a live pipe, and within
//! bounded memory (contract §4, §7, §8).

mod blocks;
mod cuts;
mod files;
mod live;
#[cfg(target_os = "linux")]
mod memory;
mod threads;

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::support::{
    BLOCK, COMPRESSIONS, END_OF_READ, Outcome, checked, flushed_gzip, flushed_zstd, folder, lint, order,
    spawn,
};

/// A request without findings, with this order ID and a note of so many bytes.
fn request(order_id: &str, note: usize) -> String {
    let order = order(order_id);
    [order.strip_suffix('}').unwrap(), ",\"note\":\"", &"n".repeat(note), "\"}"].concat()
}

/// The same with one error.
fn wrong(order_id: &str) -> String {
    request(order_id, 0).replacen("10", "13", 1)
}

/// A process whose lines of output are read as they come.
struct Live {
    child: Child,
    stdin: ChildStdin,
    answers: Receiver<String>,
}

/// How long a test waits before it fails. A test that passes does not wait for it.
const PATIENCE: Duration = Duration::from_mins(1);

impl Live {
    fn spawn(arguments: &[&str]) -> Self {
        let mut child = spawn(arguments);
        let (stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (sender, answers) = channel();
        thread::spawn(move || {
            BufReader::new(stdout).lines().map_while(Result::ok).all(|line| sender.send(line).is_ok())
        });
        Self { child, stdin, answers }
    }

    fn write(&mut self, text: impl AsRef<[u8]>) {
        self.stdin.write_all(text.as_ref()).unwrap();
    }

    /// The next line of standard output; `None` at its end.
    fn answer(&self) -> Option<String> {
        match self.answers.recv_timeout(PATIENCE) {
            Ok(line) => Some(line),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("no answer"),
        }
    }

    /// Ends the process. The rest of its output is not needed.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Closes standard input; returns the status and the numbers of the summary.
    fn end(self) -> (Option<i32>, Vec<usize>) {
        let Self { child, stdin, answers } = self;
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        assert_eq!(answers.try_iter().next(), None);
        (output.status.code(), checked(str::from_utf8(&output.stderr).unwrap()))
    }
}
