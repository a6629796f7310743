//! A signal ends `--fix` as it ends any program, and no temporary file is left (contract §10).

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::{clean, folder, safe};

/// A file whose first block has a fix and no findings, and whose next blocks have more findings than fit into a pipe.
fn long_file() -> String {
    format!("{}\n", safe()) + &format!("{}\n", clean()).repeat(3000) + &"{broken\n".repeat(20_000)
}

/// Starts `--fix` in a folder, and waits until the copy of its file exists. Its reports are not read, so that it does not
/// come to an end.
fn start(folder: &Path, before: &str) -> Child {
    let mut command = Command::new("sh");
    command.args(["-c", &format!(r#"{before} exec "$0" --fix --format concise --order-ids off x.json"#)]);
    command.arg(env!("CARGO_BIN_EXE_hpplint")).current_dir(folder);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    while names(folder).len() == 1 {
        thread::sleep(Duration::from_millis(5));
    }
    child
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn kill(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

/// Whether the tests' own process ignores a signal, so that a child ignores it as well.
fn is_ignored(signal: Signal) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    mask >> (signal.as_raw() - 1) & 1 == 1
}

#[test]
fn a_signal_leaves_no_temporary_file() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP].into_iter().filter(|signal| !is_ignored(*signal)) {
        let (content, folder) = (long_file(), folder(long_file()));
        let mut child = start(folder.path(), "");
        kill(&child, signal);
        // The pipe is still open: only the signal can end the program.
        assert_eq!(child.wait().unwrap().signal(), Some(signal.as_raw()));
        assert_eq!(names(folder.path()), ["x.json"]);
        assert!(fs::read_to_string(folder.path().join("x.json")).unwrap() == content);
    }
}

/// As under `nohup`.
#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_is_ignored_stays_ignored() {
    let folder = folder(long_file());
    let child = start(folder.path(), r#"trap "" HUP;"#);
    kill(&child, Signal::HUP);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 20_000);
    assert_eq!(names(folder.path()), ["x.json"]);
    assert!(fs::read_to_string(folder.path().join("x.json")).unwrap() != long_file());
}
