package city.senne.data.sources;

import java.util.List;
import java.util.function.IntConsumer;

/// One file at an address: a portal of one dataset.
final class FilePortal implements Portal {
    private static final int LONGEST_ID = 200;

    private final PortalWeb web;
    private final String address;

    FilePortal(PortalWeb web, String address) {
        this.web = web;
        this.address = address;
    }

    @Override
    public List<Remote> list(IntConsumer announced) {
        announced.accept(1);
        String id = address.length() <= LONGEST_ID ? address : "file";
        return List.of(dataset(id, nameOf(address.replaceFirst("[?#].*$", "")), address));
    }

    @Override
    public Remote.Dataset stamped(Remote.Dataset remote, String known) throws InterruptedException {
        return remote.stamped(web.stamp(remote.data(), known));
    }

    /// A file of which nothing is said but its name.
    static Remote.Dataset dataset(String id, String name, String data) {
        String title = name.replace('_', ' ').strip();
        Told told = new Told().id(name).line("title", "", title.isEmpty() ? name : title);
        return new Remote.Dataset(id, name, title, told.words(), "", data, List.of());
    }

    /// The last part of a path without its endings.
    static String nameOf(String path) {
        String last = path.replaceFirst("/+$", "").replaceFirst("^.*/", "");
        String stem = last.replaceFirst("(\\.[A-Za-z0-9]{1,8}){1,2}$", "");
        return stem.isEmpty() ? "file" : stem;
    }
}
