//! The words of the layouts as they look them up: by their key, without a value made of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, Value};

/// What every layout calls `t`.
#[derive(Debug)]
pub(super) struct Words(BTreeMap<&'static str, Value>);

impl Words {
    /// Words by their key.
    pub(super) fn of(words: BTreeMap<&'static str, &'static str>) -> Words {
        Words(words.into_iter().map(|(key, word)| (key, Value::from(word))).collect())
    }
}

impl Object for Words {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.0.get(key).cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.keys().copied().map(Value::from).collect())
    }
}
