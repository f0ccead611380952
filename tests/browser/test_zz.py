import time
def test_try(host, workshop, watch):
    t=time.time()
    try:
        nb=host.visit(workshop)
        print('visit',time.time()-t)
        nb.page.screenshot(path='/tmp/w/b1.png')
        t=time.time(); nb2=host.visit(workshop, screens=("answer",)); print('visit2', time.time()-t)
        nb2.page.screenshot(path='/tmp/w/b2.png')
        t=time.time(); nb2.restart(); print('restart', time.time()-t)
        nb2.page.screenshot(path='/tmp/w/b3.png')
        print(watch.faults())
        for s in ("compare","decide","outcome"):
            nb.screen(s)
        nb.page.screenshot(path='/tmp/w/b4.png')
        print(watch.faults())
    except Exception as e:
        p=host._browser.contexts[-1].pages[0]
        p.screenshot(path='/tmp/w/b1.png'); print(watch.faults()); print(''.join(host.server._lines[-15:]))
        raise
