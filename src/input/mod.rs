//! Inputs (contract §8): paths become named inputs, and an input is divided into blocks, and a block into requests.

mod block;
mod blocks;
mod boundary;
mod buffer;
mod collect;
mod compression;
pub mod container;
mod decode;
mod encoding;
pub mod exclude;
pub mod failure;
mod folder;
mod frames;
mod gitignore;
mod gzip;
mod inside;
mod lines;
mod recovery;
mod repository;
mod search;
mod zstd;

pub use block::{Block, FrameError, Shape};
pub use blocks::Blocks;
pub use buffer::SourceKind;
pub use collect::{Collected, Input, InputSource, collect};
pub(crate) use collect::{handle, is_file};
pub use compression::Compression;
pub use exclude::Exclude;
pub use failure::Failure;
pub use folder::Omission;
pub use frames::{Frame, Frames};
pub(crate) use inside::Found;
pub use inside::Unchecked;
pub use lines::is_line_file;
pub(crate) use lines::{COMPRESSED, uncompressed};
pub(crate) use repository::folders_up;
