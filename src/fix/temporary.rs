//! Temporary files that are removed if a signal ends the process (contract §10).

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use tempfile::NamedTempFile;

/// The paths of the files that a signal removes.
static REGISTERED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// The path of a temporary file that a signal removes as long as this value exists.
#[derive(Debug)]
pub(super) struct Registered(PathBuf);

/// Creates a temporary file in a folder. It is removed when it is dropped, and if a signal ends the process.
pub(super) fn create(folder: &Path) -> io::Result<(NamedTempFile, Registered)> {
    static HANDLER: Once = Once::new();
    HANDLER.call_once(handle_signals);
    // While the set is locked, no signal removes files, so none comes between the file and its path.
    let mut paths = registered();
    let file = tempfile::Builder::new().prefix(".hpplint-").tempfile_in(folder)?;
    let path = file.path().to_owned();
    paths.insert(path.clone());
    Ok((file, Registered(path)))
}

impl Drop for Registered {
    fn drop(&mut self) {
        registered().remove(&self.0);
    }
}

fn registered() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    REGISTERED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes the files, and calls `end`, which ends the process. No more files are created.
fn remove_and(end: impl FnOnce()) {
    let paths = registered();
    for path in &*paths {
        // It may have been renamed.
        let _ = fs::remove_file(path);
    }
    end();
}

/// Starts a thread that waits for the signals that end the process. If there can be none, signals remove no files.
#[cfg(unix)]
fn handle_signals() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::{iterator::Signals, low_level::emulate_default_handler};

    let ignored = ignored_signals();
    // Elsewhere than on Linux, it is not known whether `nohup` has set that SIGHUP is ignored.
    let handled = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| match ignored {
        Some(ignored) => ignored >> signal.saturating_sub(1) & 1 == 0,
        None => *signal != SIGHUP,
    });
    let handled: Vec<i32> = handled.collect();
    // The handlers are only set once a thread listens to them.
    let (sender, receiver) = std::sync::mpsc::channel();
    let listen = move || {
        let mut signals: Option<Signals> = receiver.recv().ok();
        if let Some(signal) = signals.as_mut().and_then(|signals| signals.forever().next()) {
            // The shell sees that the signal has ended the process.
            remove_and(|| drop(emulate_default_handler(signal)));
        }
    };
    if std::thread::Builder::new().spawn(listen).is_ok()
        && let Ok(signals) = Signals::new(handled)
    {
        let _ = sender.send(signals);
    }
}

/// The signals that the process was started to ignore, a bit for each; `None` if that is not known.
#[cfg(unix)]
fn ignored_signals() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    u64::from_str_radix(mask.trim(), 16).ok()
}

/// Sets what Ctrl-C does. If it cannot be set, Ctrl-C removes no files.
#[cfg(windows)]
#[expect(clippy::exit, reason = "Ctrl-C ends the process")]
fn handle_signals() {
    /// `STATUS_CONTROL_C_EXIT`, the status of a process that Ctrl-C has ended.
    const INTERRUPTED: u32 = 0xC000_013A;
    let _ = ctrlc::set_handler(|| remove_and(|| std::process::exit(INTERRUPTED.cast_signed())));
}
