//! How often the journal changed: open pages wait for the next time.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Counts changes, and wakes who waits for one.
#[derive(Default)]
pub(crate) struct Changes {
    count: Mutex<u64>,
    told: Condvar,
}

impl Changes {
    /// How many there were.
    pub(crate) fn count(&self) -> u64 {
        *self.count.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One more.
    pub(crate) fn tell(&self) {
        *self.count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.told.notify_all();
    }

    /// Waits until there are others than `seen`, or for so long.
    pub(crate) fn wait(&self, seen: u64, longest: Duration) -> u64 {
        let count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.told.wait_timeout_while(count, longest, |count| *count == seen);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}
