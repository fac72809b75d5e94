package org.letterwing.status;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.letterwing.directory.Login;
import org.letterwing.directory.OnlyReads;
import org.letterwing.settings.Settings;

/** Tells administrators which settings there are, what they are now, and where that comes from. */
@Stateless
@RolesAllowed(Login.ADMINISTRATOR)
@OnlyReads
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SettingsBean {

    /** Returns all settings, in the order of the documentation. */
    public List<SettingView> settings() {
        return Settings.all().stream().map(SettingView::of).toList();
    }
}
