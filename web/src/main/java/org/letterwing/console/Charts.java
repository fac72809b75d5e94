package org.letterwing.console;

import java.util.List;
import java.util.function.ToLongFunction;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;

import org.letterwing.trace.MailFlow;
import org.letterwing.trace.Traffic;

/** Describes the charts of the overview, as the script that draws them wants it. */
final class Charts {

    // To look for it each time would take longer than anything else.
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final String BLUE = "#1f4b7a";
    private static final String GREEN = "#2f855a";
    private static final String RED = "#b3261e";

    private Charts() {}

    /** Bars of what came, went on and was given up in each part of a time. */
    static String mails(Traffic traffic, List<String> labels) {
        JsonArrayBuilder sets = JSON.createArrayBuilder()
                .add(set("overview.in", BLUE, traffic.steps(), step -> step.count(MailFlow.IN)))
                .add(set("overview.out", GREEN, traffic.steps(), step -> step.count(MailFlow.OUT)))
                .add(set("overview.failed", RED, traffic.steps(), step -> step.count(MailFlow.FAILED)));
        return bars(labels, sets, "x", true);
    }

    /** A bar for each reason for which mails were refused. */
    static String refusals(List<RefusalReason> reasons) {
        JsonArrayBuilder sets =
                JSON.createArrayBuilder().add(set("overview.refused", RED, reasons, RefusalReason::mails));
        return bars(reasons.stream().map(RefusalReason::text).toList(), sets, "y", false);
    }

    private static <T> JsonObjectBuilder set(String name, String color, List<T> bars, ToLongFunction<T> length) {
        JsonArrayBuilder data = JSON.createArrayBuilder();
        bars.forEach(bar -> data.add(length.applyAsLong(bar)));
        return JSON.createObjectBuilder()
                .add("label", Texts.text(name))
                .add("backgroundColor", color)
                .add("maxBarThickness", 24)
                .add("data", data);
    }

    /** The text has no way out of the script that it is written into. */
    private static String bars(List<String> labels, JsonArrayBuilder sets, String along, boolean legend) {
        JsonArrayBuilder names = JSON.createArrayBuilder();
        labels.forEach(names::add);
        JsonObject count = JSON.createObjectBuilder()
                .add("beginAtZero", true)
                .add("suggestedMax", 4)
                .add("ticks", JSON.createObjectBuilder().add("precision", 0))
                .build();
        JsonObject name = JSON.createObjectBuilder()
                .add("grid", JSON.createObjectBuilder().add("display", false))
                .build();
        JsonObjectBuilder options = JSON.createObjectBuilder()
                .add("indexAxis", along)
                .add("animation", false)
                .add("maintainAspectRatio", false)
                .add(
                        "scales",
                        JSON.createObjectBuilder()
                                .add("x", along.equals("x") ? name : count)
                                .add("y", along.equals("x") ? count : name))
                .add(
                        "plugins",
                        JSON.createObjectBuilder()
                                .add("legend", JSON.createObjectBuilder().add("display", legend)));
        return JSON.createObjectBuilder()
                .add("type", "bar")
                .add("data", JSON.createObjectBuilder().add("labels", names).add("datasets", sets))
                .add("options", options)
                .build()
                .toString()
                .replace("<", "\\u003c");
    }
}
