//! Files, mended in place: written anew beside the old one and renamed over it, so that there is the old file or the
//! new one, whole, at any time.

use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::Mending;
use super::pieces::{Piece, Pieces};
use crate::input::SourceKind;
use crate::input::failure::Failure;
use crate::input::{Input, InputSource};
use crate::text;

/// What mending comes to.
#[derive(Debug, Default)]
pub struct Mended {
    /// Totals that were mended.
    pub totals: u64,
    /// Files that could not be mended.
    pub failures: Vec<Failure>,
}

impl fmt::Display for Mended {
    /// As the end of a summary.
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "; {} mended", text::count(self.totals, "total"))?;
        match self.failures.len() as u64 {
            0 => Ok(()),
            failures => write!(formatter, "; {} could not be mended", text::count(failures, "input")),
        }
    }
}

/// Mends every file among the inputs.
#[must_use]
pub fn files(inputs: &[Input], mending: Mending) -> Mended {
    let mut mended = Mended::default();
    for input in inputs {
        let InputSource::File(path) = &input.source else { continue };
        let replacement = Replacement::prepare(path, mending);
        match replacement.and_then(|replacement| replacement.map_or(Ok(0), Replacement::replace)) {
            Ok(totals) => mended.totals = mended.totals.saturating_add(totals),
            Err(error) => {
                let (name, reason) = (input.name.clone(), format!("not mended: {error}"));
                mended.failures.push(Failure { name, reason });
            }
        }
    }
    mended
}

/// A mended copy of a file, beside it.
#[derive(Debug)]
pub struct Replacement {
    /// The file itself, not a link to it.
    target: PathBuf,
    /// What it was when it was read.
    before: Metadata,
    copy: NamedTempFile,
    totals: u64,
}

impl Replacement {
    /// Writes the mended copy; none if there is nothing to mend.
    ///
    /// # Errors
    /// Why the file cannot be read, or the copy not be written.
    pub fn prepare(path: &Path, mending: Mending) -> io::Result<Option<Self>> {
        let target = path.canonicalize()?;
        if !fs::metadata(&target)?.is_file() {
            return Err(io::Error::other("it is no regular file"));
        }
        let source = File::open(&target)?;
        let before = source.metadata()?;
        let mut pieces = Pieces::new(source, mending, SourceKind::File);
        let (mut read, mut totals, mut copy) = (0_u64, 0_u64, None);
        while let Some(piece) = pieces.next()? {
            if copy.is_none() && matches!(piece, Piece::Mended { .. }) {
                copy = Some(BufWriter::new(begin_copy(&target, &before, read)?));
            }
            if let Some(copy) = &mut copy {
                copy.write_all(piece.after())?;
            }
            read = read.saturating_add(piece.before().len() as u64);
            totals = totals.saturating_add(piece.totals());
        }
        let Some(copy) = copy else { return Ok(None) };
        let copy = copy.into_inner().map_err(io::IntoInnerError::into_error)?;
        keep_owner_and_permissions(&copy, &before)?;
        copy.as_file().sync_all()?;
        Ok(Some(Self { target, before, copy, totals }))
    }

    /// Puts the copy in the file's place, and says how many totals were mended.
    ///
    /// # Errors
    /// That the file is not what was read any more, or cannot be replaced. Then it stays as it is.
    pub fn replace(self) -> io::Result<u64> {
        if !is_same(&self.before, &fs::symlink_metadata(&self.target)?) {
            return Err(io::Error::other("it changed in the meantime"));
        }
        self.copy.persist(&self.target).map_err(|error| error.error)?;
        Ok(self.totals)
    }
}

/// A new file beside `target`, with the first `length` bytes of it.
fn begin_copy(target: &Path, before: &Metadata, length: u64) -> io::Result<NamedTempFile> {
    let folder = target.parent().unwrap_or(Path::new("."));
    if before.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    if fs::metadata(folder)?.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "its folder is read-only"));
    }
    // Renaming asks for no right to write to the file itself.
    OpenOptions::new().write(true).open(target)?;
    let mut copy = tempfile::Builder::new().prefix(".hpplint-").tempfile_in(folder)?;
    io::copy(&mut File::open(target)?.take(length), &mut copy)?;
    Ok(copy)
}

#[cfg(unix)]
fn keep_owner_and_permissions(copy: &NamedTempFile, before: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = copy.as_file().metadata()?;
    if (new.uid(), new.gid()) != (before.uid(), before.gid()) {
        fchown(copy.as_file(), Some(before.uid()), Some(before.gid()))?;
    }
    copy.as_file().set_permissions(before.permissions())
}

#[cfg(not(unix))]
fn keep_owner_and_permissions(copy: &NamedTempFile, before: &Metadata) -> io::Result<()> {
    copy.as_file().set_permissions(before.permissions())
}

/// Whether it is one file, with one content as far as that can be told without reading it.
fn is_same(before: &Metadata, now: &Metadata) -> bool {
    #[cfg(unix)]
    let is_one = {
        use std::os::unix::fs::MetadataExt;
        (before.dev(), before.ino()) == (now.dev(), now.ino())
    };
    #[cfg(not(unix))]
    let is_one = true;
    is_one && before.len() == now.len() && before.modified().ok() == now.modified().ok()
}
