//! `--diff`: what mending would change.

use std::io;

use crate::app::Status;
use crate::app::console::{Console, complain, unwritable};
use crate::fix::{self, Mending};
use crate::input::failure::Failure;
use crate::settings::Settings;
use crate::text::count;

/// Shows what mending would change.
pub(crate) fn preview(settings: &Settings, mending: Mending, mut console: Console) -> Status {
    let (inputs, mut failures) = settings.inputs();
    let (mut totals, mut written) = (0_u64, Ok(()));
    for input in &inputs {
        let previewed = fix::preview(input, &mut *console.stdin, mending, |diff| {
            written = console.stdout.write_all(diff).and_then(|()| console.stdout.flush());
            written.is_ok()
        });
        match previewed {
            Ok(more) => totals = totals.saturating_add(more),
            Err(error) => failures.push(Failure { name: input.name.clone(), reason: error.to_string() }),
        }
        if written.is_err() {
            break;
        }
    }
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        Err(error) => failures.push(unwritable(&error)),
        Ok(()) if settings.quiet => {}
        Ok(()) => {
            let _ = writeln!(console.stderr, "{} to be mended", count(totals, "total"));
        }
    }
    complain(&failures, console.stderr);
    match (failures.is_empty(), totals) {
        (false, _) => Status::Trouble,
        (true, 0) => Status::Clean,
        (true, _) => Status::Errors,
    }
}
