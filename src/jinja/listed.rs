//! Lists whose items become values when a layout comes to each: of ten thousand lines it holds one at a time.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Serde, Value, serializing_for_value};
use serde::{Serialize, Serializer};

/// Whether values for a layout are being made, and no document of them.
pub(crate) fn is_for_layout() -> bool {
    serializing_for_value()
}

/// A list for a layout.
pub(crate) struct Listed<T>(Arc<Items<T>>);

struct Items<T>(Vec<T>);

impl<T> From<Vec<T>> for Listed<T> {
    fn from(items: Vec<T>) -> Listed<T> {
        Listed(Arc::new(Items(items)))
    }
}

impl<T> Deref for Listed<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0.0
    }
}

impl<T: Serialize + Send + Sync + 'static> Serialize for Listed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if is_for_layout() {
            return Value::from_dyn_object(Arc::clone(&self.0)).serialize(serializer);
        }
        self.0.0.serialize(serializer)
    }
}

impl<T: Serialize + Send + Sync + 'static> Object for Items<T> {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.0.get(key.as_usize()?).map(|item| Value::from(Serde(item)))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.0.len())
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} items", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jinja::Layouts;

    #[test]
    fn a_layout_reads_it_as_any_list() {
        let source = "{{ rows | length }}{% for row in rows %} {{ loop.index }}{{ row.0 }}{% endfor %} {{ rows[1].0 }} {{ rows | last }}{% if not none %} none{% endif %}";
        let layouts = Layouts::new([("a.html".to_owned(), source.to_owned())]).expect("it compiles");
        #[derive(Serialize)]
        struct Own {
            rows: Listed<Vec<&'static str>>,
            none: Listed<String>,
        }
        let own = Own { rows: vec![vec!["<"], vec!["b"]].into(), none: Vec::new().into() };
        assert_eq!(layouts.render("a.html", &own).as_deref(), Ok("2 1&lt; 2b b [&#x27;b&#x27;] none"));
        assert_eq!(crate::json::to_line(&own), "{\"rows\":[[\"<\"],[\"b\"]],\"none\":[]}");
    }
}
