from tests.browser.pages import *
def test_try(host, workshop):
    nb=host.visit(workshop, screens=["answer"], device=PHONE); board=nb.board; p=board.page
    print(p.viewport_size, board.root.evaluate("e=>[e.getBoundingClientRect().width,e.parentElement.getBoundingClientRect().width]"))
    p.screenshot(path='/tmp/w/p1.png')
    print(board.first)
    board.swipe(-200); 
    p.wait_for_timeout(500)
    p.screenshot(path='/tmp/w/p2.png')
    board.root.get_by_role("button", name="See all").tap()
    p.screenshot(path='/tmp/w/p3.png')
    print('\n'.join(board.wider()[:12]))
    print('\n'.join(board.small()[:12]))
    nb=host.visit(workshop, screens=["answer"]); board=nb.board; p=board.page
    nb.kill(); 
    host.watch.allow('/api/kernels')
    try: nb.revive()
    finally: p.screenshot(path='/tmp/w/k3.png')
