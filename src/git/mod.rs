//! git, started as a program with an argument list; never through a shell. The one place that starts it.

mod command;
mod index;
mod objects;
mod place;
mod save;
mod set_up;
mod staged;
mod store;
mod undone;
mod walk;

pub(crate) use objects::{Texts, read_blobs};
#[cfg(feature = "serve")]
pub(crate) use place::log_of_head;
pub(crate) use place::{Absent, Place, is_ignored, place, prefix};
pub(crate) use save::{Changed, Saved, save};
pub(crate) use set_up::{Hook, add_hook, init, set_up};
pub(crate) use staged::{Staged, staged, tracked_sites};
pub(crate) use walk::{standing, walk};
