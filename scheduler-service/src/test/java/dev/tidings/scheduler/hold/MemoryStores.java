package dev.tidings.scheduler.hold;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The three stores in memory, with the one thing that Kafka's transactions give: back to the last commit. */
final class MemoryStores {
    private NavigableMap<DueKey, Held> due = new TreeMap<>();
    private Map<String, HoldState> states = new HashMap<>();
    private @Nullable DueKey cursor;
    private NavigableMap<DueKey, Held> committedDue = new TreeMap<>();
    private Map<String, HoldState> committedStates = new HashMap<>();
    private @Nullable DueKey committedCursor;
    private int writes;
    private int scans;

    Stores stores() {
        return new Stores(new Due(), new States(), new Cursor());
    }

    void commit() {
        committedDue = new TreeMap<>(due);
        committedStates = new HashMap<>(states);
        committedCursor = cursor;
    }

    void rollBack() {
        due = new TreeMap<>(committedDue);
        states = new HashMap<>(committedStates);
        cursor = committedCursor;
    }

    int writes() {
        return writes;
    }

    int scans() {
        return scans;
    }

    NavigableMap<DueKey, Held> due() {
        return due;
    }

    Map<String, HoldState> states() {
        return states;
    }

    @Nullable
    DueKey cursor() {
        return cursor;
    }

    private final class Due implements DueStore {
        @Override
        public void put(DueKey key, Held held) {
            writes++;
            due.put(key, held);
        }

        @Override
        public Optional<Held> get(DueKey key) {
            return Optional.ofNullable(due.get(key));
        }

        @Override
        public void remove(DueKey key) {
            writes++;
            due.remove(key);
        }

        @Override
        public Entries after(@Nullable DueKey after) {
            scans++;
            NavigableMap<DueKey, Held> tail = after == null ? due : due.tailMap(after, false);
            // A copy, as RocksDB iterates over a snapshot.
            Iterator<Map.Entry<DueKey, Held>> entries = List.copyOf(tail.entrySet().stream()
                            .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                            .toList())
                    .iterator();
            return new Entries() {
                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public Entry next() {
                    Map.Entry<DueKey, Held> entry = entries.next();
                    return new Entry() {
                        @Override
                        public DueKey key() {
                            return entry.getKey();
                        }

                        @Override
                        public Held held() {
                            return entry.getValue();
                        }
                    };
                }

                @Override
                public void close() {}
            };
        }
    }

    private final class States implements StateStore {
        @Override
        public Optional<HoldState> get(String id) {
            return Optional.ofNullable(states.get(id));
        }

        @Override
        public void put(String id, HoldState state) {
            writes++;
            // Through its bytes, so that every test reads what was really stored.
            states.put(id, StateFormat.read(StateFormat.write(state)));
        }

        @Override
        public void remove(String id) {
            writes++;
            states.remove(id);
        }
    }

    private final class Cursor implements CursorStore {
        @Override
        public Optional<DueKey> read() {
            return Optional.ofNullable(cursor);
        }

        @Override
        public void write(DueKey to) {
            writes++;
            if (cursor != null && cursor.compareTo(to) > 0) {
                throw new AssertionError("the cursor went back from " + cursor + " to " + to);
            }
            cursor = to;
        }
    }
}
