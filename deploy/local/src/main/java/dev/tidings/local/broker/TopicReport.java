package dev.tidings.local.broker;

import java.util.List;

/**
 * How the topics on a broker compare with those that Tidings needs.
 *
 * @param created names of topics that were created, or would have to be
 * @param differences one sentence for each topic that exists in another form than it should
 */
public record TopicReport(List<String> created, List<String> differences) {
    public TopicReport {
        created = List.copyOf(created);
        differences = List.copyOf(differences);
    }
}
