package dev.stationmaster.file;

import dev.stationmaster.file.FileRefused.Why;
import java.util.List;
import org.apache.ftpserver.ftplet.Authentication;
import org.apache.ftpserver.ftplet.AuthenticationFailedException;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.usermanager.UsernamePasswordAuthentication;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginPermission;
import org.apache.ftpserver.usermanager.impl.TransferRatePermission;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.jspecify.annotations.Nullable;

/** The users of FTP: each grant is one, its secret the password. */
final class FtpUsers implements UserManager {
    private static final int MOST_CONNECTIONS = 4;

    private final FileService files;

    FtpUsers(FileService files) {
        this.files = files;
    }

    /** A grant that has logged in. */
    static final class GrantUser extends BaseUser {
        private final FileGrant grant;

        GrantUser(FileGrant grant) {
            this.grant = grant;
            setName(String.valueOf(grant.id()));
            allow(this);
        }

        FileGrant grant() {
            return grant;
        }
    }

    private static void allow(BaseUser user) {
        user.setAuthorities(List.of(
                new WritePermission(),
                new ConcurrentLoginPermission(MOST_CONNECTIONS, MOST_CONNECTIONS),
                new TransferRatePermission(0, 0)));
    }

    @Override
    public User authenticate(Authentication given) throws AuthenticationFailedException {
        try {
            if (!(given instanceof UsernamePasswordAuthentication login) || login.getPassword() == null) {
                throw new FileRefused(Why.WRONG_CREDENTIALS);
            }
            return new GrantUser(files.enter(number(login.getUsername()), login.getPassword()));
        } catch (FileRefused refused) {
            files.counted(refused, "ftp");
            throw new AuthenticationFailedException(refused.getMessage());
        }
    }

    private static long number(@Nullable String name) throws FileRefused {
        if (name == null || !name.matches("\\d{1,18}")) throw new FileRefused(Why.WRONG_CREDENTIALS);
        return Long.parseLong(name);
    }

    /** Asked for before the password; says nothing about whether there is such a grant. */
    @Override
    public User getUserByName(String name) {
        var anybody = new BaseUser();
        anybody.setName(name);
        allow(anybody);
        return anybody;
    }

    @Override
    public String[] getAllUserNames() {
        return new String[0];
    }

    @Override
    public void delete(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void save(User user) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean doesExist(String name) {
        return true;
    }

    @Override
    public String getAdminName() {
        return "";
    }

    @Override
    public boolean isAdmin(String name) {
        return false;
    }
}
