//! The values of a page over those that it shares with others: each is asked by the name as it stands in the layout.

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, Value};

/// One object of several: what a later one says counts.
pub(super) fn layers(objects: impl DoubleEndedIterator<Item = Value>) -> Value {
    Value::from_object(Layers(objects.rev().collect()))
}

/// The last first.
#[derive(Debug)]
struct Layers(Vec<Value>);

impl Object for Layers {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.0.iter().find_map(|object| object.as_object()?.get_value_by_str(key))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        let keys: BTreeSet<Value> = self.0.iter().filter_map(|object| object.try_iter().ok()).flatten().collect();
        Enumerator::Values(keys.into_iter().collect())
    }
}
