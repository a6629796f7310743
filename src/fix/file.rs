//! Replaces a file with its fixed copy. The copy is written next to the file and renamed over it, so that there is always
//! either the complete old file or the complete new one.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use xxhash_rust::xxh3::Xxh3;

use super::piece::Piece;
use super::scope::Scope;
use super::temporary::{self, Registered};
use crate::rules::tally::Fixed;

/// A file that can be replaced.
#[derive(Clone, Debug)]
pub struct Target {
    /// The file itself, not a link to it.
    path: PathBuf,
    /// Its metadata before it was read.
    before: Metadata,
}

impl Target {
    /// The file at `path`.
    ///
    /// # Errors
    /// If it cannot be replaced, or is not in the `scope`.
    pub fn of(path: &Path, scope: &Scope) -> io::Result<Self> {
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::other("it is not a regular file: give its content to standard input"));
        }
        let path = path.canonicalize()?;
        if !scope.contains(&path) {
            return Err(io::Error::other("a link leads to it, out of the folders that were named"));
        }
        let before = fs::metadata(&path)?;
        let read_only = |what| Err(io::Error::new(io::ErrorKind::PermissionDenied, what));
        if before.permissions().readonly() {
            return read_only("it is read-only");
        }
        if fs::metadata(folder(&path))?.permissions().readonly() {
            return read_only("its folder is read-only");
        }
        // Renaming needs no right to write to the file itself.
        OpenOptions::new().write(true).open(&path)?;
        Ok(Self { path, before })
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("."))
}

/// A fixed copy of a file, next to it. It is created when the first change is known.
pub struct Replacement {
    target: Target,
    /// A hash of what was read.
    read: Box<Xxh3>,
    /// Bytes at the start of the file, before the first change.
    unchanged: u64,
    copy: Option<(BufWriter<NamedTempFile>, Registered)>,
    fixes: Fixed,
}

impl Replacement {
    /// A copy of `target` in which nothing is changed yet.
    pub fn new(target: Target) -> Self {
        Self { target, read: Box::default(), unchanged: 0, copy: None, fixes: Fixed::default() }
    }

    /// Adds the next piece of the file.
    ///
    /// # Errors
    /// If the copy cannot be written.
    pub fn push(&mut self, piece: &Piece) -> io::Result<()> {
        self.read.update(&piece.old);
        if self.copy.is_none() && piece.new.is_some() {
            let (mut copy, registered) = temporary::create(folder(&self.target.path))?;
            io::copy(&mut File::open(&self.target.path)?.take(self.unchanged), &mut copy)?;
            self.copy = Some((BufWriter::new(copy), registered));
        }
        self.fixes.add(piece.fixes);
        if let Some((copy, _)) = &mut self.copy {
            return copy.write_all(piece.fixed());
        }
        self.unchanged += piece.old.len() as u64;
        Ok(())
    }

    /// Renames the copy over the file, if anything is changed; returns the fixes that were made.
    ///
    /// # Errors
    /// If the file was changed since it was read, or cannot be replaced. Then it is not changed.
    pub fn replace(self) -> io::Result<Fixed> {
        let Self { target: Target { path, before }, read, copy, fixes, .. } = self;
        let Some((copy, _registered)) = copy else { return Ok(Fixed::default()) };
        let copy = copy.into_inner().map_err(io::IntoInnerError::into_error)?;
        keep_owner_and_permissions(&copy, &before)?;
        copy.as_file().sync_all()?;
        let mut now = Xxh3::new();
        io::copy(&mut File::open(&path)?, &mut now)?;
        if now.digest128() != read.digest128() || !is_same(&before, &fs::symlink_metadata(&path)?) {
            let reason =
                "it was changed in the meantime, and the report is about the fixed text: run hpplint again";
            return Err(io::Error::other(reason));
        }
        copy.persist(&path).map_err(|error| error.error)?;
        Ok(fixes)
    }
}

fn keep_owner_and_permissions(copy: &NamedTempFile, before: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let new = copy.as_file().metadata()?;
        if (new.uid(), new.gid()) != (before.uid(), before.gid()) {
            fchown(copy.as_file(), Some(before.uid()), Some(before.gid()))?;
        }
    }
    copy.as_file().set_permissions(before.permissions())
}

/// Whether both are the metadata of one file, and nothing of it was changed in between.
fn is_same(before: &Metadata, now: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        // Not the time of the last change of these, which the replacement of another link to the file sets.
        let identity = |file: &Metadata| (file.dev(), file.ino(), file.mode(), file.uid(), file.gid());
        if identity(before) != identity(now) {
            return false;
        }
    }
    before.len() == now.len() && before.modified().ok() == now.modified().ok()
}
