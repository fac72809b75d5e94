package org.letterwing.console;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

import org.letterwing.settings.Setting;
import org.letterwing.status.SettingView;
import org.letterwing.status.SettingsBean;

/** The page with the settings: what each means, what it is now, and where that comes from. */
@Named
@ViewScoped
public class SettingsPage implements Serializable {

    private static final String MEANINGS = "org.letterwing.console.Meanings";

    @EJB
    private SettingsBean settings;

    private String find = "";

    /** Returns the settings whose name or meaning has the text that is looked for. */
    public List<SettingView> getSettings() {
        String text = find.toLowerCase(Locale.ROOT);
        return settings.settings().stream()
                .filter(setting -> (setting.name() + ' ' + meaning(setting))
                        .toLowerCase(Locale.ROOT)
                        .contains(text))
                .toList();
    }

    /** Returns what a setting means. */
    public String meaning(SettingView setting) {
        return ResourceBundle.getBundle(
                        MEANINGS,
                        FacesContext.getCurrentInstance().getViewRoot().getLocale())
                .getString(setting.name());
    }

    /** Writes the value; of a secret whether there is one. */
    public String value(SettingView setting) {
        if (setting.secret()) {
            return Texts.text(isGiven(setting) ? "setting.secret" : "setting.none");
        }
        return setting.value().isEmpty() ? Texts.text("setting.none") : setting.value();
    }

    /** Returns whether somebody has given a value. */
    public boolean isGiven(SettingView setting) {
        return setting.source() != Setting.Source.DEFAULT;
    }

    public String getFind() {
        return find;
    }

    /** Takes what is looked for; null stands for nothing. */
    public void setFind(String find) {
        this.find = find == null ? "" : find.strip();
    }
}
