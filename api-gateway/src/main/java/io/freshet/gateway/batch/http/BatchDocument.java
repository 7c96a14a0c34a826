package io.freshet.gateway.batch.http;

import io.freshet.gateway.batch.Batch;
import io.freshet.gateway.batch.BatchItem;
import io.freshet.gateway.batch.ItemStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Batches and their items as the REST API shows them. */
final class BatchDocument {

    private BatchDocument() {}

    static Map<String, @Nullable Object> of(Batch batch) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("batchId", batch.batchId());
        shown.put("status", batch.status().word());
        shown.put("total", batch.total());
        shown.put("createdAt", batch.createdAt().toString());
        Instant completedAt = batch.completedAt();
        shown.put("completedAt", completedAt == null ? null : completedAt.toString());
        return shown;
    }

    /** With how many items are where, every status named, and the share of those that have an outcome. */
    static Map<String, @Nullable Object> of(Batch batch, Map<ItemStatus, Integer> counts) {
        Map<String, @Nullable Object> shown = of(batch);
        Map<String, Integer> byWord = new LinkedHashMap<>();
        for (ItemStatus status : ItemStatus.values()) {
            byWord.put(status.word(), counts.getOrDefault(status, 0));
        }
        shown.put("counts", byWord);
        int open = counts.getOrDefault(ItemStatus.QUEUED, 0) + counts.getOrDefault(ItemStatus.RUNNING, 0);
        shown.put("progress", batch.total() == 0 ? 1.0 : (double) (batch.total() - open) / batch.total());
        return shown;
    }

    static Map<String, @Nullable Object> of(BatchItem item) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("entityId", item.entityId());
        shown.put("status", item.status().word());
        shown.put("refreshId", item.jobId());
        shown.put("coalesced", item.joined());
        shown.put("error", item.error());
        return shown;
    }
}
